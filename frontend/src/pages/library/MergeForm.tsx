import { Alert, Button, Form, Input, Table } from 'antd';
import { useCallback, useState } from 'react';
import { type FieldDifference, Library, type Subject } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { useLoad } from '../../lib/useLoad';
import { SubjectPick } from './Pick';

interface Props {
  keep: Subject;
  open: boolean;
  onClose: () => void;
  onMerged: (text: string) => void;
}

interface Values {
  drop: string;
  reason: string;
}

/** MergeForm makes one of two rows: the other goes into the one shown, after a look at what differs. */
export function MergeForm({ keep, open, onClose, onMerged }: Props) {
  return (
    <FormDialog<Values>
      title={`把重复的并入：${keep.name}`}
      note="并入的一条改为“已合并”，不再参加抽取，也不再出现在列表中；它的检查、结果和回避关系都算作保留的这一条的。"
      open={open}
      onClose={onClose}
      width={760}
      initial={{ drop: '', reason: '' }}
      submit="合并"
      onSubmit={async ({ drop, reason }) => {
        await Library.Merge(keep.id, drop, reason);
        onMerged(`已合并到“${keep.name}”`);
      }}
    >
      {(form) => (
        <>
          <Form.Item
            name="drop"
            label="要并入的一条"
            rules={[{ required: true, message: '请选择要并入的检查对象' }]}
          >
            <SubjectPick />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.drop !== b.drop}>
            {() => <Preview keep={keep.id} drop={form.getFieldValue('drop')} />}
          </Form.Item>
          <Form.Item
            name="reason"
            label="合并理由"
            rules={[{ required: true, whitespace: true, message: '请写明合并理由' }]}
          >
            <Input placeholder="依据什么认定是同一个检查对象" />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}

/** Preview is what differs between the two rows, and what moves with the one that goes. */
function Preview({ keep, drop }: { keep: string; drop: string }) {
  const [all, setAll] = useState(false);
  const load = useCallback(
    async () => (drop ? Library.MergePreview(keep, drop) : undefined),
    [keep, drop],
  );
  const { data, error } = useLoad(load);
  if (!drop) return null;
  if (error) return <ErrorAlert error={error} />;
  if (!data) return null;
  return (
    <section aria-label="两条记录的不同">
      <Alert
        type="info"
        showIcon
        title={`随之转来：检查组 ${data.teams} 个，结果 ${data.results} 项，回避关系 ${data.recusals} 项`}
      />
      <Table<FieldDifference>
        size="small"
        rowKey="field"
        dataSource={all ? data.differences : data.differences.slice(0, 8)}
        pagination={false}
        locale={{ emptyText: '两条记录的内容完全相同' }}
        columns={[
          { key: 'field', title: '不同之处', dataIndex: 'field', width: 150 },
          { key: 'keep', title: '保留', dataIndex: 'keep' },
          { key: 'drop', title: '并入（不再使用）', dataIndex: 'drop' },
        ]}
      />
      {!all && data.differences.length > 8 && (
        <Button type="link" className="row-link" onClick={() => setAll(true)}>
          另有 {data.differences.length - 8} 处不同
        </Button>
      )}
    </section>
  );
}
