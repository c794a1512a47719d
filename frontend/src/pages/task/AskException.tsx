import { Form, Input, Radio, Select } from 'antd';
import {
  Exception,
  type ExceptionGround,
  ExceptionGroundLabels,
  type ExceptionKind,
  ExceptionKindLabels,
  type Task,
} from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { SubjectSelect } from '../../components/SubjectSelect';
import { useMatters } from '../../lib/useMatters';

interface Props {
  task: Task;
  open: boolean;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  kind: ExceptionKind;
  ground: ExceptionGround;
  subject: string;
  trade: string;
  matter: string;
  reason: string;
}

const kinds = (Object.keys(ExceptionKindLabels) as ExceptionKind[]).map((k) => ({
  value: k,
  label: ExceptionKindLabels[k],
}));
const grounds = (Object.keys(ExceptionGroundLabels) as ExceptionGround[]).map((g) => ({
  value: g,
  label: ExceptionGroundLabels[g],
}));

/** AskException enters an exception; it counts once it is approved. */
export function AskException({ task, open, onClose, onSaved }: Props) {
  const { data: matters = [] } = useMatters();
  const own = matters.filter((m) => task.matters.includes(m.id) && m.level === 'general');
  return (
    <FormDialog<Values>
      title="登记例外"
      note="登记后由分管负责人批准才生效。"
      open={open}
      onClose={onClose}
      initial={{
        kind: 'again',
        ground: 'special',
        subject: '',
        trade: '',
        matter: own.length === 1 ? (own[0]?.id ?? '') : '',
        reason: '',
      }}
      submit="登记"
      onSubmit={async (values) => {
        const x = await Exception.Ask({
          ...values,
          id: '',
          task: task.id,
          name: '',
          askedBy: '',
          asker: '',
          askedAt: '',
          approver: '',
          post: '',
          opinion: '',
          decidedAt: '',
          approval: '',
          state: 'asked',
        });
        onSaved(`已登记：${ExceptionKindLabels[x.kind]}“${x.name}”，待批准`);
      }}
    >
      <Form.Item name="kind" label="种类">
        <Radio.Group options={kinds} />
      </Form.Item>
      <Form.Item name="subject" label="检查对象">
        <SubjectSelect />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.kind !== b.kind}>
        {(form) =>
          form.getFieldValue('kind') === 'again' && (
            <>
              <Form.Item name="trade" label="或整个行业" extra="检查对象和行业二者选一。">
                <Select allowClear options={task.trades.map((t) => ({ value: t, label: t }))} />
              </Form.Item>
              <Form.Item name="matter" label="准予重复检查的事项" extra="重点检查事项不需要登记。">
                <Select options={own.map((m) => ({ value: m.id, label: `${m.code} ${m.name}` }))} />
              </Form.Item>
              <Form.Item name="ground" label="例外情形（第十一条）">
                <Radio.Group options={grounds} />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
      <Form.Item
        name="reason"
        label="理由"
        rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
      >
        <Input.TextArea rows={3} placeholder="例如：上月发生案件，需再查台账" />
      </Form.Item>
    </FormDialog>
  );
}
