import { Form, Input, InputNumber, Spin, Table } from 'antd';
import { Numbers, type PaperRule, type PaperRuleView } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

interface Values {
  agency: string;
  rules: PaperRule[];
}

/** NumberRules sets how each kind of document is numbered from now on. */
export function NumberRules({ onDone }: { onDone: (text: string) => void }) {
  const { data, error, reload } = useLoad(Numbers.Rules);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!data) return <Spin description="正在读取" />;
  const rules = data.rules.map(({ kind, word, lease }) => ({ kind, word, lease }));
  return (
    <ActionForm<Values>
      initial={{ agency: data.agency, rules }}
      submit="保存文号规则"
      onSubmit={async ({ agency, rules: changed }) => {
        const saved = rules.map((r, i) => ({ ...r, ...changed[i] }));
        await Numbers.SaveRules({ agency: agency.trim(), rules: saved });
        onDone('文号规则已保存，对以后制作的文书有效');
        reload();
      }}
    >
      {!data.root && <p>本单位有上级单位：文号由上级给的号段出，这里的机关代字不用。</p>}
      <Form.Item name="agency" label="机关代字（不填则文书只有临时编号）" className="short-field">
        <Input maxLength={20} placeholder="如：某公（治）" />
      </Form.Item>
      <Table<PaperRuleView>
        size="small"
        aria-label="各种文书的文号"
        rowKey="kind"
        dataSource={data.rules}
        pagination={false}
        columns={[
          { key: 'name', title: '文书', className: 'wide-cell', render: (_, r) => r.name },
          {
            key: 'word',
            title: '类别字（空着不编文号）',
            render: (_, r, i) => (
              <Form.Item name={['rules', i, 'word']} noStyle>
                <Input maxLength={10} aria-label={`${r.name}的类别字`} />
              </Form.Item>
            ),
          },
          {
            key: 'lease',
            title: '每个检查组带出号数',
            render: (_, r, i) => (
              <Form.Item name={['rules', i, 'lease']} noStyle>
                <InputNumber
                  min={0}
                  max={20}
                  precision={0}
                  aria-label={`${r.name}每个检查组带出的号数`}
                />
              </Form.Item>
            ),
          },
          { key: 'next', title: '下一个文号', render: (_, r) => r.next || '—' },
        ]}
      />
    </ActionForm>
  );
}
