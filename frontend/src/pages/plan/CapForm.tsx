import { AutoComplete, Form, Input, InputNumber, Radio } from 'antd';
import { type Cap, CapClassLabels, Plan } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { departmentsOf, useMatters } from '../../lib/useMatters';

interface Props {
  /** cap is the one to change, "new" for another, undefined for none. */
  cap: Cap | 'new' | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

const blank: Cap = { id: '', department: '', trade: '', class: '', limit: 1, basis: '' };
const classes = (['', 'key', 'general'] as const).map((value) => ({
  value,
  label: CapClassLabels[value],
}));

/** CapForm sets a cap for a department, trade and class of subjects. */
export function CapForm({ cap, onClose, onSaved }: Props) {
  const { data: matters = [] } = useMatters();
  const old = cap === 'new' ? undefined : cap;
  const trades = [...new Set(matters.flatMap((m) => m.trades))];
  return (
    <FormDialog<Cap>
      title={old ? '修改频次上限' : '设置频次上限'}
      note="同一检查主体、行业和对象只有一个上限；写明行业的优先于全部行业的。"
      open={cap !== undefined}
      onClose={onClose}
      initial={old ?? blank}
      submit="保存"
      onSubmit={async (values) => {
        const c = await Plan.SetCap(values);
        onSaved(
          `已设置：${c.department || '本机关'}，${c.trade || '全部行业'}，每年 ${c.limit} 次`,
        );
      }}
    >
      <div className="form-grid">
        <Form.Item name="department" label="检查主体" extra="不填即本机关">
          <AutoComplete
            disabled={!!old}
            options={departmentsOf(matters).map((value) => ({ value }))}
          />
        </Form.Item>
        <Form.Item name="trade" label="行业" extra="不填即全部行业">
          <AutoComplete disabled={!!old} options={trades.map((value) => ({ value }))} />
        </Form.Item>
      </div>
      <Form.Item name="class" label="对象">
        <Radio.Group disabled={!!old} options={classes} />
      </Form.Item>
      <Form.Item
        name="limit"
        label="每年每户最多（次）"
        extra="0 为不设上限，只计次数"
        rules={[{ required: true, message: '请填写次数' }]}
      >
        <InputNumber min={0} max={365} precision={0} className="wide" />
      </Form.Item>
      <Form.Item name="basis" label="公布文件">
        <Input placeholder="例如：市公安局关于公布涉企行政检查频次上限的公告" />
      </Form.Item>
    </FormDialog>
  );
}
