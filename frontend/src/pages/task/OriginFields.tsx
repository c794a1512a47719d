import { Form, type FormInstance, Input, InputNumber, Radio } from 'antd';
import { RuleFields } from './RuleFields';
import type { TaskValues } from './values';

/** OriginFields asks what only a draw on this PC needs: why here, and how many. */
export function OriginFields({ form }: { form: FormInstance<TaskValues> }) {
  const local = Form.useWatch('origin', form) === 'local';
  const byTotal = Form.useWatch('amount', form) === 'total';
  const trades: string[] = Form.useWatch('trades', { form, preserve: true }) ?? [];
  if (!local) return null;
  return (
    <>
      <Form.Item
        name="originReason"
        label="在本机抽取的理由"
        extra="抽取应在监管平台进行（第十三条）；本机抽取可由任何人重算，结果待平台确认。"
      >
        <Input placeholder="例如：平台维护期间先行抽取" />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="amount" label="抽取数量">
          <Radio.Group
            options={[
              { value: 'ratio', label: '按比例' },
              { value: 'total', label: '按户数' },
            ]}
          />
        </Form.Item>
        {byTotal ? (
          <Form.Item
            name="total"
            label="抽取户数"
            rules={[{ required: true, message: '请填写户数' }]}
          >
            <InputNumber min={1} precision={0} suffix="户" className="wide" />
          </Form.Item>
        ) : (
          <Form.Item
            name="percent"
            label="抽取比例"
            rules={[{ required: true, message: '请填写比例' }]}
          >
            <Input suffix="%" inputMode="decimal" />
          </Form.Item>
        )}
      </div>
      <RuleFields trades={trades} byTotal={byTotal} />
    </>
  );
}
