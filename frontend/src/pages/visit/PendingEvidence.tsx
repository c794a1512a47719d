import { AutoComplete, Button, Form, type FormInstance, Input, Select } from 'antd';
import { Evidence } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { minuteText, parseMinute } from '../../lib/clock';
import { emptyEvidence } from './AddEvidence';
import { useVisit } from './context';
import { stepWords } from './record';

interface Fields {
  recorder: string;
  officer: string;
  step: string;
  from: string;
  to: string;
}

/** PendingEvidence registers a recording that is still in its body-worn recorder (P10). */
export function PendingEvidence() {
  const { data, reload } = useVisit();
  const [done, say] = useDone();
  const leader = data.team.members.find((m) => m.inspector === data.team.leader);
  const day = minuteText(data.visit.startedAt || new Date().toISOString()).slice(0, 10);
  const instant = (text: string) => parseMinute(text, day) ?? '';
  const time = {
    validator: async (_: unknown, text: string) => {
      if (text.trim() && !parseMinute(text, day)) throw new Error('请写成 09:30');
    },
  };
  const now = (form: FormInstance<Fields>, field: 'from' | 'to') => (
    <Button
      size="small"
      type="text"
      aria-label={`录像${field === 'from' ? '起' : '止'}记为现在`}
      onClick={() => form.setFieldValue(field, minuteText(new Date().toISOString()).slice(11))}
    >
      现在
    </Button>
  );
  return (
    <section aria-label="执法记录仪（待采集站回填）">
      <ActionForm<Fields>
        initial={{ recorder: '', officer: leader?.name ?? '', step: '全程', from: '', to: '' }}
        submit="登记待回填"
        onSubmit={async (f) => {
          await Evidence.Pending({
            ...emptyEvidence(data.visit.id),
            ...f,
            from: instant(f.from),
            to: instant(f.to),
          });
          say(`已登记记录仪 ${f.recorder} 的录像，待采集站回填。`);
          reload();
        }}
      >
        {(form) => (
          <div className="field-row field-row-narrow">
            <Form.Item name="recorder" label="记录仪编号">
              <Input />
            </Form.Item>
            <Form.Item name="officer" label="佩戴人">
              <Select options={data.team.members.map((m) => ({ value: m.name }))} />
            </Form.Item>
            <Form.Item name="step" label="录像环节">
              <AutoComplete options={stepWords} />
            </Form.Item>
            <Form.Item name="from" label="录像起" rules={[time]}>
              <Input placeholder="09:30" suffix={now(form, 'from')} />
            </Form.Item>
            <Form.Item name="to" label="录像止" rules={[time]}>
              <Input placeholder="09:45" suffix={now(form, 'to')} />
            </Form.Item>
          </div>
        )}
      </ActionForm>
      <div className="after-block">{done}</div>
    </section>
  );
}
