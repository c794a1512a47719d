import { Form, Input, Select, Table } from 'antd';
import { useCallback } from 'react';
import { Library, type SuggestionView, Visit } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

interface Props {
  visit: string;
  /** closed: the visit has been handed back, nothing is added any more. */
  closed?: boolean;
}

interface Values {
  field: string;
  value: string;
  why: string;
}

/** SuggestTab proposes to correct the register by what was seen on site; the office decides (art. 9). */
export function SuggestTab({ visit, closed }: Props) {
  const [note, say] = useDone();
  const fields = useLoad(Library.Fields);
  const { data, error, reload } = useLoad(
    useCallback(() => Library.Suggestions({ visit, page: 0, size: 0 }), [visit]),
  );
  return (
    <section aria-label="名录库更正建议">
      <p className="quiet">
        现场看到的情况与名录库不符时在这里提出，随结果包交办公室决定。关门停业、迁出的，结束检查时自动提出。
      </p>
      {note}
      <ErrorAlert error={error ?? fields.error} onRetry={reload} />
      <Table<SuggestionView>
        size="small"
        dataSource={data?.rows}
        rowKey={(v) => v.suggestion.id}
        pagination={false}
        locale={{ emptyText: '还没有更正建议' }}
        columns={[
          { key: 'field', title: '字段', dataIndex: 'fieldLabel' },
          { key: 'old', title: '名录库现有', render: (_, v) => v.suggestion.old || '（空）' },
          { key: 'new', title: '建议改为', render: (_, v) => v.suggestion.new },
          { key: 'why', title: '依据', render: (_, v) => v.suggestion.why },
          { key: 'state', title: '状态', dataIndex: 'stateLabel' },
        ]}
      />
      {!closed && (
        <div className="after-block">
          <ActionForm<Values>
            key={data?.rows.length ?? 0}
            initial={{ field: '', value: '', why: '' }}
            submit="提出更正建议"
            alias={{ new: 'value' }}
            onSubmit={async ({ field, value, why }) => {
              const v = await Visit.Suggest({ visit, field, new: value, why });
              say(`已提出：${v.fieldLabel}改为“${v.suggestion.new}”`);
              reload();
            }}
          >
            <div className="field-row">
              <Form.Item
                name="field"
                label="字段"
                rules={[{ required: true, message: '请选择字段' }]}
              >
                <Select
                  options={fields.data?.subject
                    .filter((f) => f.suggest)
                    .map((f) => ({ value: f.name, label: f.label }))}
                />
              </Form.Item>
              <Form.Item name="value" label="建议改为">
                <Input autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="why"
                label="依据"
                rules={[{ required: true, whitespace: true, message: '请写明依据' }]}
              >
                <Input autoComplete="off" placeholder="例如：查看营业执照副本" />
              </Form.Item>
            </div>
          </ActionForm>
        </div>
      )}
    </section>
  );
}
