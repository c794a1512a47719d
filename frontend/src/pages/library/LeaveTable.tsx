import { Button, Form, Input, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { type Inspector, type LeaveView, Library } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { DateField } from '../../components/DateField';
import { useDone } from '../../components/Done';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';
import { InspectorPick } from './Pick';

interface Props {
  /** inspector: whose leave; none = everybody's. */
  inspector?: Inspector;
  onChanged?: () => void;
}

/** LeaveTable lists 请假 and lets the office enter and end it (art. 16). */
export function LeaveTable({ inspector, onChanged }: Props) {
  const { info } = useSession();
  const office = info.actor.role === 'office';
  const [round, setRound] = useState(0);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<LeaveView>();
  const [note, say] = useDone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: round asks again
  const load = useCallback(
    async ({ page, size }: PageQuery) =>
      Library.Leaves({ subject: '', inspector: inspector?.id ?? '', page, size }).then((p) => ({
        ...p,
        rows: p.rows.map((v) => ({ ...v, id: v.leave.id })),
      })),
    [inspector?.id, round],
  );
  const done = (text: string) => {
    say(text);
    setRound((n) => n + 1);
    onChanged?.();
  };
  const columns: TableColumnsType<LeaveView & { id: string }> = [
    {
      key: 'inspector',
      title: '检查人员',
      render: (_, v) => `${v.inspectorName}（${v.badge}）`,
      hidden: Boolean(inspector),
    },
    { key: 'department', title: '部门', dataIndex: 'department', hidden: Boolean(inspector) },
    {
      key: 'span',
      title: '起止',
      className: 'nowrap',
      render: (_, v) => `${v.leave.from} 至 ${v.leave.to}`,
    },
    { key: 'reason', title: '事由', render: (_, v) => v.leave.reason },
    {
      key: 'act',
      title: '状态',
      render: (_, v) =>
        v.active && office ? (
          <Button
            size="small"
            aria-label={`改动 ${v.inspectorName} 的请假`}
            onClick={() => setEnding(v)}
          >
            改止日
          </Button>
        ) : (
          <Tag>{v.active ? '有效' : '已结束'}</Tag>
        ),
    },
  ];
  return (
    <>
      {note}
      <DataTable<LeaveView & { id: string }>
        label="请假"
        columns={columns}
        rowKey="id"
        load={load}
        narrow={Boolean(inspector)}
        tools={office && <Button onClick={() => setAdding(true)}>登记请假</Button>}
        empty="没有登记请假。任务期间不能参加检查的人员在这里登记，匹配时自动避开。"
      />
      <FormDialog
        title="登记请假"
        open={adding}
        onClose={() => setAdding(false)}
        initial={{ inspector: inspector?.id ?? '', from: info.workspace.today, to: '', reason: '' }}
        submit="登记"
        onSubmit={async (values) => {
          const v = await Library.AddLeave({ id: '', ...values });
          setAdding(false);
          done(`已登记：${v.inspectorName}请假 ${v.leave.from} 至 ${v.leave.to}`);
        }}
      >
        {!inspector && (
          <Form.Item
            name="inspector"
            label="检查人员"
            rules={[{ required: true, message: '请选择检查人员' }]}
          >
            <InspectorPick />
          </Form.Item>
        )}
        <div className="form-grid">
          <Form.Item name="from" label="起">
            <DateField />
          </Form.Item>
          <Form.Item name="to" label="止" rules={[{ required: true, message: '请填写止日' }]}>
            <DateField />
          </Form.Item>
        </div>
        <Form.Item name="reason" label="事由">
          <Input placeholder="例如：年休假、培训" />
        </Form.Item>
      </FormDialog>
      <FormDialog
        title={`改动请假：${ending?.inspectorName ?? ''}`}
        open={ending !== undefined}
        onClose={() => setEnding(undefined)}
        initial={{ to: ending?.leave.to ?? '' }}
        submit="保存"
        onSubmit={async ({ to }) => {
          if (!ending) return;
          await Library.EndLeave(ending.leave.id, to);
          setEnding(undefined);
          done(`${ending.inspectorName}的请假到 ${to} 为止`);
        }}
      >
        <Form.Item name="to" label="最后一天">
          <DateField />
        </Form.Item>
      </FormDialog>
    </>
  );
}
