import { Form, Input } from 'antd';
import { Evidence } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { minuteText, parseMinute } from '../../lib/clock';

interface Props {
  /** items change hands together; none shows nothing. */
  items: Evidence[];
  onClose: () => void;
  onDone: (text: string) => void;
}

interface Values {
  at: string;
  from: string;
  to: string;
  where: string;
  why: string;
}

/** HandOver registers that evidence changed hands: who, to whom, when, where, why. */
export function HandOver({ items, onClose, onDone }: Props) {
  const now = minuteText(new Date().toISOString());
  const holders = new Set(items.map((e) => e.custody.at(-1)?.to ?? e.officer));
  const time = {
    validator: async (_: unknown, text: string) => {
      if (!parseMinute(text, now.slice(0, 10))) throw new Error('请写成 2026-03-02 09:30');
    },
  };
  return (
    <FormDialog<Values>
      open={items.length > 0}
      title="登记证据交接"
      note={`共 ${items.length} 件：${items
        .slice(0, 3)
        .map((e) => e.name || e.place)
        .join('、')}${items.length > 3 ? '……' : ''}`}
      submit="登记交接"
      initial={{
        at: now,
        from: holders.size === 1 ? ([...holders][0] ?? '') : '',
        to: '',
        where: '',
        why: '',
      }}
      onClose={onClose}
      onSubmit={async ({ at, ...v }) => {
        const sameMinute = at === now;
        await Evidence.HandOver(
          items.map((e) => e.id),
          { ...v, at: sameMinute ? '' : (parseMinute(at, now.slice(0, 10)) ?? ''), by: '' },
        );
        onDone(`已登记 ${items.length} 件证据由${v.from}移交${v.to}。`);
      }}
    >
      <div className="field-row">
        <Form.Item name="from" label="移交人">
          <Input />
        </Form.Item>
        <Form.Item name="to" label="接收人">
          <Input />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="at" label="交接时间" rules={[time]}>
          <Input />
        </Form.Item>
        <Form.Item name="where" label="交接地点">
          <Input placeholder="例如：治安大队办公室" />
        </Form.Item>
      </div>
      <Form.Item name="why" label="交接事由">
        <Input placeholder="例如：检查返回，移交归档" />
      </Form.Item>
    </FormDialog>
  );
}
