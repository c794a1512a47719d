import { Form, Input, InputNumber } from 'antd';
import { AppError } from '../../api/error';
import { type Matter, Plan } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { MatterFields } from '../../components/MatterFields';
import { formatPercent, parsePercent } from '../../lib/ratio';
import { useSession } from '../../lib/session';

interface Props {
  /** plan is the line to adjust, "new" for another, undefined for none. */
  plan: Plan | 'new' | undefined;
  matters: Matter[];
  onClose: () => void;
  onSaved: (text: string) => void;
}

type Values = Plan & { percent: string };

/** PlanForm adds a plan line or adjusts one; every adjustment stays on record. */
export function PlanForm({ plan, matters, onClose, onSaved }: Props) {
  const year = Number(useSession().info.workspace.today.slice(0, 4));
  const old = plan === 'new' ? undefined : plan;
  const initial: Values = old
    ? { ...old, reason: '', percent: formatPercent(old.ratioNum, old.ratioDen) }
    : { ...blank, year };
  const save = async ({ percent, ...values }: Values) => {
    const ratio = parsePercent(percent);
    if (!ratio) throw badPercent;
    const saved = await Plan.Save({ ...values, ratioNum: ratio.num, ratioDen: ratio.den });
    onSaved(old ? `计划 ${saved.no} 已调整为第 ${saved.version} 版` : `计划 ${saved.no} 已新增`);
  };
  return (
    <FormDialog<Values>
      title={old ? `调整计划 ${old.no}（第 ${old.version || 1} 版）` : '新增计划'}
      note={
        old?.publishedOn
          ? '该计划已公开：调整另存一版，须写明理由；重新公开并登记以前，显示“调整未公开”（第十条）。'
          : undefined
      }
      open={plan !== undefined}
      onClose={onClose}
      width={760}
      initial={initial}
      submit="保存"
      onSubmit={save}
      alias={{ ratio: 'percent' }}
    >
      {(form) => (
        <>
          <div className="form-grid">
            <Form.Item name="year" label="年度" rules={[{ required: true, message: '请填写年度' }]}>
              <InputNumber min={2000} max={2999} className="wide" disabled={!!old} />
            </Form.Item>
            <Form.Item
              name="name"
              label="计划名称"
              rules={[{ required: true, whitespace: true, message: '请填写计划名称' }]}
            >
              <Input placeholder="例如：旅馆业治安双随机抽查" />
            </Form.Item>
          </div>
          <MatterFields<Values> form={form} matters={matters} />
          <Form.Item
            name="scope"
            label="抽查范围"
            rules={[{ required: true, whitespace: true, message: '请写明抽查范围' }]}
          >
            <Input placeholder="例如：辖区全部旅馆业单位" />
          </Form.Item>
          <div className="form-grid">
            <Form.Item
              name="from"
              label="开始日期"
              rules={[{ required: true, message: '请填写开始日期' }]}
            >
              <DateField />
            </Form.Item>
            <Form.Item
              name="to"
              label="结束日期"
              rules={[{ required: true, message: '请填写结束日期' }]}
            >
              <DateField />
            </Form.Item>
            <Form.Item
              name="estimated"
              label="预估数量（户）"
              rules={[{ required: true, message: '请填写预估数量' }]}
            >
              <InputNumber min={1} precision={0} className="wide" />
            </Form.Item>
            <Form.Item
              name="percent"
              label="抽查比例"
              extra="一般检查事项覆盖比例不低于 5%（第八条）。"
              rules={[{ required: true, message: '请填写抽查比例' }]}
            >
              <Input suffix="%" inputMode="decimal" />
            </Form.Item>
          </div>
          <Form.Item name="remark" label="备注">
            <Input />
          </Form.Item>
          {old && (
            <Form.Item
              name="reason"
              label="调整理由"
              rules={[{ required: !!old.publishedOn, whitespace: true, message: '请写明调整理由' }]}
            >
              <Input placeholder="例如：市局部署专项行动，时间顺延" />
            </Form.Item>
          )}
        </>
      )}
    </FormDialog>
  );
}

const badPercent = new AppError({
  code: 'invalid',
  message: '抽查比例不对',
  hint: '填 0 到 100 之间的数，至多四位小数',
  field: 'ratio',
  article: '第十二条',
});

const blank: Values = {
  id: '',
  no: '',
  year: 0,
  name: '',
  matters: [],
  scope: '',
  trades: [],
  from: '',
  to: '',
  estimated: 0,
  ratioNum: 0,
  ratioDen: 0,
  percent: '5',
  lead: '',
  departments: [],
  joint: false,
  remark: '',
  site: '',
  url: '',
  publishedOn: '',
  version: 0,
  announced: 0,
  reason: '',
  cancelled: '',
};
