import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { AppError } from '../../api/error';
import { LevelLabels, Library, type Matter } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { GrowingText } from '../../components/GrowingText';
import { formatPercent, parsePercent } from '../../lib/ratio';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { departmentsOf } from '../../lib/useMatters';
import { ChecklistEdit } from './ChecklistEdit';

interface Props {
  /** matter is the one to adjust, "new" for another, undefined for none. */
  matter: Matter | 'new' | undefined;
  all: Matter[];
  onClose: () => void;
  onSaved: (saved: Matter, text: string) => void;
}

type Values = Matter & { percent: string; authorities: string[] };

const methods = ['查阅资料', '实地核查', '网络监测', '检验检测', '委托专业机构辅助'];

/** MatterForm adds a matter to the list or adjusts one: a version with its reason and its day (art. 7-8). */
export function MatterForm({ matter, all, onClose, onSaved }: Props) {
  const { today } = useSession().info.workspace;
  const { data: choices } = useLoad(Library.InspectorChoices);
  const old = matter === 'new' ? undefined : matter;
  const initial: Values = old
    ? {
        ...old,
        percent: formatPercent(old.ratioNum, old.ratioDen),
        authorities: old.authority.split('，').filter(Boolean),
        qualifications: old.qualifications ?? [],
        reason: '',
        versionFrom: today,
      }
    : { ...blank, effectiveFrom: today };
  const save = async ({ percent, authorities, ...values }: Values) => {
    const limited = values.level === 'general' && (percent ?? '').trim() !== '';
    const ratio = limited ? parsePercent(percent) : { num: 0, den: 0 };
    if (!ratio) throw badPercent;
    const saved = await Library.SaveMatter({
      ...values,
      authority: authorities.join('，'),
      ratioNum: ratio.num,
      ratioDen: ratio.den,
      maxTimes: values.level === 'general' ? (values.maxTimes ?? 0) : 0,
      checklist: (values.checklist ?? []).map((c) => ({
        no: 0,
        text: c?.text ?? '',
        method: c?.method ?? '',
        law: c?.law ?? '',
      })),
    });
    onSaved(
      saved,
      old
        ? `“${saved.name}”已调整为第 ${saved.version} 版，请公布后登记`
        : `“${saved.name}”已列入清单`,
    );
  };
  const departments = departmentsOf(all).map((d) => ({ value: d, label: d }));
  const known = [
    ...new Set([...(choices?.qualifications ?? []), ...all.flatMap((m) => m.qualifications ?? [])]),
  ];
  const trades = [...new Set(all.flatMap((m) => m.trades))].map((t) => ({ value: t, label: t }));
  return (
    <FormDialog<Values>
      title={old ? `调整事项 ${old.code}` : '新增事项'}
      note="清单要素齐全（第七条）；调整另存一版，公布后登记网站和日期。"
      open={matter !== undefined}
      onClose={onClose}
      width={900}
      initial={initial}
      submit="保存"
      onSubmit={save}
      alias={{ ratioNum: 'percent', authority: 'authorities' }}
    >
      {(form) => (
        <>
          {old && (
            <div className="form-grid">
              <Form.Item name="reason" label="调整理由" rules={must('请写明调整理由')}>
                <Input placeholder="例如：省厅清单调整" />
              </Form.Item>
              <Form.Item name="versionFrom" label="自何日起施行" rules={must('请填写施行日期')}>
                <DateField />
              </Form.Item>
            </div>
          )}
          <div className="form-grid">
            <Form.Item name="code" label="事项编码" rules={must('请填写事项编码')}>
              <Input disabled={old !== undefined} />
            </Form.Item>
            <Form.Item name="name" label="抽查事项" rules={must('请填写抽查事项')}>
              <Input />
            </Form.Item>
            <Form.Item name="category" label="抽查类别">
              <Input />
            </Form.Item>
            <Form.Item name="trades" label="检查对象（行业）" rules={must('请填写检查对象')}>
              <Tags options={trades} />
            </Form.Item>
            <Form.Item name="methods" label="检查方式（第十七条）" rules={must('请填写检查方式')}>
              <Tags options={methods.map((m) => ({ value: m, label: m }))} />
            </Form.Item>
            <Form.Item name="authorities" label="检查主体" rules={must('请填写检查主体')}>
              <Tags options={departments} />
            </Form.Item>
          </div>
          <Form.Item name="basis" label="检查依据" rules={must('请填写检查依据')}>
            <GrowingText rows={1} />
          </Form.Item>
          <Form.Item name="level" label="事项类别（第八条）">
            <Radio.Group
              options={Object.entries(LevelLabels).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Limits form={form} />
          <div className="form-grid">
            <Form.Item name="department" label="责任部门" extra="不填即为第一个检查主体。">
              <Input />
            </Form.Item>
            <Form.Item name="requirement" label="检查人员要求">
              <Input placeholder="例如：2 名以上民警" />
            </Form.Item>
            <Form.Item
              name="qualifications"
              label="岗位资质要求"
              extra="每名检查人员都须具备，匹配时据此抽取；没有要求不填。"
            >
              <Tags options={known.map((q) => ({ value: q, label: q }))} />
            </Form.Item>
            <Form.Item name="effectiveFrom" label="事项生效日期">
              <DateField />
            </Form.Item>
            <Form.Item name="remark" label="备注">
              <Input />
            </Form.Item>
          </div>
          <Form.Item name="sensitive" valuePropName="checked">
            <Checkbox>敏感事项，公告不列检查对象名称</Checkbox>
          </Form.Item>
          <ChecklistEdit />
        </>
      )}
    </FormDialog>
  );
}

/** Limits are asked of general matters only: key ones have none. */
function Limits({ form }: { form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const level = Form.useWatch((v) => v.level, form);
  if (level === 'key') return <p className="dialog-note">重点检查事项不设抽查比例和频次上限。</p>;
  return (
    <div className="form-grid">
      <Form.Item
        name="percent"
        label="抽查比例上限"
        extra="不设上限留空；超过它的计划和任务不能保存。"
      >
        <Input suffix="%" inputMode="decimal" />
      </Form.Item>
      <Form.Item name="maxTimes" label="同一对象每年至多几次" extra="不设上限填 0。">
        <InputNumber min={0} max={366} precision={0} className="wide" />
      </Form.Item>
    </div>
  );
}

type TagsProps = { options: { value: string; label: string }[]; value?: string[] };

/** Tags chooses several or takes new words; Tab leaves. */
function Tags(props: TagsProps) {
  return (
    <div onKeyDownCapture={(e) => e.key === 'Tab' && e.stopPropagation()}>
      <Select<string[]> mode="tags" tokenSeparators={['，', ',', '、']} {...props} />
    </div>
  );
}

function must(message: string) {
  return [{ required: true, message }];
}

const badPercent = new AppError({
  code: 'invalid',
  message: '抽查比例上限不对',
  hint: '填 0 到 100 之间的数，至多四位小数；不设上限留空',
  field: 'ratioNum',
  article: '第八条',
});

const blank: Values = {
  id: '',
  code: '',
  category: '',
  name: '',
  trades: [],
  level: 'general',
  methods: [],
  authority: '',
  authorities: [],
  department: '',
  basis: '',
  ratio: '',
  frequency: '',
  requirement: '',
  qualifications: [],
  remark: '',
  sensitive: false,
  effectiveFrom: '',
  effectiveTo: '',
  checklist: [],
  unlisted: false,
  ratioNum: 0,
  ratioDen: 0,
  maxTimes: 0,
  version: 0,
  versionFrom: '',
  reason: '',
  ended: '',
  announced: 0,
  site: '',
  url: '',
  publishedOn: '',
  percent: '',
};
