import { Button, Form, Input, Select } from 'antd';
import { type Info, RoleLabels, Session } from '../api/generated';
import { ErrorAlert } from '../components/ErrorAlert';
import { Gate } from '../components/Gate';
import { useAction } from '../lib/useAction';
import { useLoad } from '../lib/useLoad';

interface Props {
  info: Info;
  onDone: () => void;
}

interface Fields {
  person?: string;
  passphrase?: string;
}

/** SignIn asks who is working now, and for the passphrase that signing needs. */
export function SignIn({ info, onDone }: Props) {
  const { data: people, error, reload } = useLoad(Session.People);
  const signIn = useAction(async ({ person, passphrase }: Fields) => {
    await Session.SignIn(person ?? '', passphrase ?? '');
    onDone();
  });
  const { name, kindLabel, unlocked, enrolled } = info.workspace;
  return (
    <Gate title={name} note={`双随机执法检查 · ${kindLabel}`}>
      <ErrorAlert error={error} onRetry={reload} />
      {people && (
        <Form<Fields>
          layout="vertical"
          requiredMark={false}
          initialValues={{ person: people.length === 1 ? people[0]?.id : undefined }}
          onFinish={signIn.run}
        >
          {people.length > 0 ? (
            <Form.Item
              name="person"
              label="人员"
              rules={[{ required: true, message: '请选择人员' }]}
            >
              <Select
                autoFocus
                showSearch={{ optionFilterProp: 'label' }}
                placeholder="姓名或警号"
                options={people
                  .filter((p) => p.active)
                  .map((p) => ({
                    value: p.id,
                    label: [p.name, p.badge, RoleLabels[p.role]].filter(Boolean).join(' '),
                  }))}
              />
            </Form.Item>
          ) : (
            <p>本机还没有人员。进入后登记设备、打开任务包，人员随任务包到来。</p>
          )}
          {enrolled && !unlocked && (
            <Form.Item
              name="passphrase"
              label="工作区口令"
              extra="用于解开本机签名密钥；只查看、填写时可以不填。"
            >
              <Input.Password autoComplete="off" />
            </Form.Item>
          )}
          <ErrorAlert error={signIn.error} />
          <Button type="primary" htmlType="submit" block loading={signIn.running}>
            进入
          </Button>
        </Form>
      )}
    </Gate>
  );
}
