import { Checkbox, Form, type FormInstance, Select } from 'antd';
import type { Matter } from '../api/generated';
import { LevelLabels } from '../api/generated';
import { departmentsOf } from '../lib/useMatters';
import { MultiSelect } from './MultiSelect';

/** The part of a form that says what is inspected and by whom. */
export interface MatterValues {
  matters: string[];
  /** trades narrows the subjects to some of the matters' trades; none chosen means all. */
  trades: string[];
  lead: string;
  departments: string[];
  joint: boolean;
}

/**
 * MatterFields chooses matters from the list and the departments that take
 * part. Choosing the first matter proposes its department as the initiating one.
 */
export function MatterFields<T extends MatterValues>(props: {
  form: FormInstance<T>;
  matters: Matter[];
}) {
  const { form, matters } = props;
  const chosen: string[] = Form.useWatch((values) => values.matters, form) ?? [];
  const joint = Form.useWatch((values) => values.joint, form);
  const picked = matters.filter((m) => chosen.includes(m.id));
  const departments = departmentsOf(picked.length > 0 ? picked : matters);
  const trades = [...new Set(picked.flatMap((m) => m.trades))];
  const options = departments.map((d) => ({ value: d, label: d }));

  const propose = (ids: string[]) => {
    const first = matters.find((m) => m.id === ids[0]);
    const known: MatterValues = form.getFieldsValue();
    if (first && known.lead === '') {
      // lead and departments are fields of every T, which the form's type cannot see.
      const proposal: Partial<MatterValues> = {
        lead: first.department,
        departments: [first.department],
      };
      form.setFieldsValue(proposal as Parameters<typeof form.setFieldsValue>[0]);
    }
  };

  return (
    <>
      <Form.Item
        name="matters"
        label="抽查事项"
        extra="只能从随机抽查事项清单中选择（第二条）；键入文字可查找。"
        rules={[{ required: true, message: '请至少选择一个抽查事项' }]}
      >
        <MultiSelect
          placeholder="编码、事项名称或行业"
          onChange={propose}
          options={matters.map((m) => ({
            value: m.id,
            label: `${m.code} ${m.name}（${m.trades.join('、')}，${LevelLabels[m.level]}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="trades" label="行业类别" extra="不选即为所选事项涉及的全部行业。">
        <MultiSelect
          placeholder={trades.length > 0 ? trades.join('、') : '先选择抽查事项'}
          options={trades.map((t) => ({ value: t, label: t }))}
        />
      </Form.Item>
      <Form.Item name="joint" valuePropName="checked">
        <Checkbox>跨部门联合抽查（由发起部门任组长，第十五条）</Checkbox>
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="lead"
          label="发起部门"
          rules={[{ required: true, message: '请选择发起部门' }]}
        >
          <Select showSearch options={options} placeholder="选择部门" />
        </Form.Item>
        <Form.Item
          name="departments"
          label="参与检查的部门"
          extra={joint ? '联合抽查至少两个部门（第十三条）。' : '检查人员从这些部门中匹配。'}
        >
          <MultiSelect options={options} placeholder="选择部门" />
        </Form.Item>
      </div>
    </>
  );
}
