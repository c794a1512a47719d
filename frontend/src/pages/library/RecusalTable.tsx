import { Button, Form, Input, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { type Inspector, Library, type RecusalView, type Subject } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { DateField } from '../../components/DateField';
import { useDone } from '../../components/Done';
import { FormDialog } from '../../components/FormDialog';
import { untilText } from '../../lib/clock';
import { useSession } from '../../lib/session';
import { InspectorPick, SubjectPick } from './Pick';

interface Props {
  /** subject or inspector: whose relations; neither = everybody's. */
  subject?: Subject;
  inspector?: Inspector;
  onChanged?: () => void;
}

/** RecusalTable lists 回避关系 and lets the office enter and end them (art. 16). */
export function RecusalTable({ subject, inspector, onChanged }: Props) {
  const { info } = useSession();
  const office = info.actor.role === 'office';
  const [round, setRound] = useState(0);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<RecusalView>();
  const [note, say] = useDone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: round asks again
  const load = useCallback(
    async ({ page, size }: PageQuery) =>
      Library.Recusals({
        subject: subject?.id ?? '',
        inspector: inspector?.id ?? '',
        page,
        size,
      }).then((p) => ({ ...p, rows: p.rows.map((v) => ({ ...v, id: v.recusal.id })) })),
    [subject?.id, inspector?.id, round],
  );
  const done = (text: string) => {
    say(text);
    setRound((n) => n + 1);
    onChanged?.();
  };
  const columns: TableColumnsType<RecusalView & { id: string }> = [
    { key: 'subject', title: '检查对象', dataIndex: 'subjectName', hidden: Boolean(subject) },
    {
      key: 'inspector',
      title: '检查人员',
      render: (_, v) => `${v.inspectorName}（${v.badge}）`,
      hidden: Boolean(inspector),
    },
    { key: 'kind', title: '利害关系', render: (_, v) => v.recusal.kind },
    {
      key: 'span',
      title: '起止',
      className: 'nowrap',
      render: (_, v) => `${v.recusal.from} 至 ${untilText(v.recusal.to || '9999-09-09')}`,
    },
    {
      key: 'act',
      title: '状态',
      render: (_, v) =>
        !v.active ? (
          <Tag>已结束</Tag>
        ) : office ? (
          <Button
            size="small"
            aria-label={`结束 ${v.inspectorName} 与 ${v.subjectName} 的回避关系`}
            onClick={() => setEnding(v)}
          >
            结束
          </Button>
        ) : (
          <Tag color="warning">回避中</Tag>
        ),
    },
  ];
  return (
    <>
      {note}
      <DataTable<RecusalView & { id: string }>
        label="回避关系"
        columns={columns}
        rowKey="id"
        load={load}
        narrow={Boolean(subject ?? inspector)}
        tools={office && <Button onClick={() => setAdding(true)}>登记回避关系</Button>}
        empty="没有登记回避关系。检查人员与检查对象有利害关系的，在这里登记，匹配时自动避开（第十六条）。"
      />
      <FormDialog
        title="登记回避关系"
        open={adding}
        onClose={() => setAdding(false)}
        initial={{
          subject: subject?.id ?? '',
          inspector: inspector?.id ?? '',
          kind: '',
          from: info.workspace.today,
          to: '',
        }}
        submit="登记"
        onSubmit={async (values) => {
          const v = await Library.AddRecusal({ id: '', ...values });
          setAdding(false);
          done(`已登记：${v.inspectorName}回避“${v.subjectName}”`);
        }}
      >
        {!subject && (
          <Form.Item
            name="subject"
            label="检查对象"
            rules={[{ required: true, message: '请选择检查对象' }]}
          >
            <SubjectPick />
          </Form.Item>
        )}
        {!inspector && (
          <Form.Item
            name="inspector"
            label="检查人员"
            rules={[{ required: true, message: '请选择检查人员' }]}
          >
            <InspectorPick />
          </Form.Item>
        )}
        <Form.Item
          name="kind"
          label="利害关系"
          rules={[{ required: true, whitespace: true, message: '请写明利害关系' }]}
        >
          <Input placeholder="例如：近亲属、曾在该单位任职" />
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="from" label="起">
            <DateField />
          </Form.Item>
          <Form.Item name="to" label="止（不填为长期）">
            <DateField />
          </Form.Item>
        </div>
      </FormDialog>
      <FormDialog
        title={`结束回避关系：${ending?.inspectorName ?? ''}`}
        open={ending !== undefined}
        onClose={() => setEnding(undefined)}
        initial={{ to: info.workspace.today, reason: '' }}
        submit="结束"
        onSubmit={async ({ to, reason }) => {
          if (!ending) return;
          await Library.EndRecusal(ending.recusal.id, to, reason);
          setEnding(undefined);
          done(`${ending.inspectorName}与“${ending.subjectName}”的回避关系到 ${to} 为止`);
        }}
      >
        <Form.Item name="to" label="最后一天">
          <DateField />
        </Form.Item>
        <Form.Item
          name="reason"
          label="理由"
          rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
        >
          <Input />
        </Form.Item>
      </FormDialog>
    </>
  );
}
