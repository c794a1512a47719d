import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { type AccountList, type Info, RoleLabels, Session } from '../api/generated';
import { ErrorAlert } from '../components/ErrorAlert';
import { Gate } from '../components/Gate';
import { NewPassword } from '../components/NewPassword';
import { useAction } from '../lib/useAction';
import { useLoad } from '../lib/useLoad';

interface Props {
  info: Info;
  onDone: () => void;
  onRestore: () => void;
}

interface Fields {
  person?: string;
  password?: string;
  newPassword?: string;
  again?: string;
  passphrase?: string;
}

/** SignIn asks who is working now and for the password; the first of a start opens the workspace. */
export function SignIn({ info, onDone, onRestore }: Props) {
  const { data: list, error, reload } = useLoad(Session.Accounts);
  const signIn = useAction(async (f: Fields) => {
    await Session.SignIn({
      person: f.person ?? '',
      password: f.password ?? '',
      newPassword: f.newPassword ?? '',
      passphrase: f.passphrase ?? '',
    });
    onDone();
  });
  const { name, kindLabel } = info.workspace;
  return (
    <Gate title={name} note={`双随机执法检查 · ${kindLabel}`}>
      <ErrorAlert error={error} onRetry={reload} />
      {list && (
        <SignInForm list={list} info={info} running={signIn.running} onFinish={signIn.run}>
          <ErrorAlert error={signIn.error} />
          {signIn.error?.code === 'damaged' && (
            <Button type="link" onClick={onRestore}>
              从备份恢复
            </Button>
          )}
        </SignInForm>
      )}
    </Gate>
  );
}

interface FormProps {
  list: AccountList;
  info: Info;
  running: boolean;
  onFinish: (fields: Fields) => void;
  children: React.ReactNode;
}

function SignInForm({ list, info, running, onFinish, children }: FormProps) {
  const [form] = Form.useForm<Fields>();
  const [forgot, setForgot] = useState(false);
  const chosen = Form.useWatch('person', form);
  const { people } = list;
  const person = people.find((p) => p.id === chosen);
  const first = forgot || (person !== undefined && !person.password);
  const { unlocked, enrolled } = info.workspace;
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ person: people.length === 1 ? people[0]?.id : undefined }}
      onFinish={onFinish}
    >
      {list.old && (
        <Alert
          className="error-alert"
          type="info"
          showIcon
          title="本工作区由早先的版本建立，还没有密码"
          description="请由管理员（办公室人员）凭工作区口令设第一个密码，再给其他人员初始密码。"
        />
      )}
      {people.length > 0 ? (
        <Form.Item name="person" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
          <Select
            autoFocus={people.length > 1}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="姓名或警号"
            onChange={() => form.resetFields(['password', 'newPassword', 'again'])}
            options={people.map((p) => ({
              value: p.id,
              label: [p.name, p.badge, RoleLabels[p.role]].filter(Boolean).join(' '),
            }))}
          />
        </Form.Item>
      ) : (
        <>
          <p>本机还没有人员。进入后登记设备、打开任务包，人员随任务包到来。</p>
          <Passphrase note="建立工作区时设的口令。" required />
        </>
      )}
      {people.length > 0 &&
        (first ? (
          <>
            <Passphrase
              note={
                forgot
                  ? '外勤电脑上的人员、办公室的管理员凭口令重设密码；其他人员请管理员给初始密码。'
                  : '首次登录：凭口令设自己的密码，以后用密码登录。'
              }
              required
            />
            <NewPassword />
          </>
        ) : (
          <>
            <Form.Item
              name="password"
              label={person?.initial ? '初始密码' : '密码'}
              rules={[{ required: true, message: '请输入密码' }]}
            >
              <Input.Password autoFocus={people.length === 1} autoComplete="current-password" />
            </Form.Item>
            {person?.initial && <NewPassword />}
            {enrolled && !unlocked && (
              <Passphrase note="用于解开本机签名密钥；只查看、填写时可以不填。" />
            )}
          </>
        ))}
      {children}
      <Button type="primary" htmlType="submit" block loading={running}>
        进入
      </Button>
      {person?.password && (
        <Button type="link" block onClick={() => setForgot(!forgot)}>
          {forgot ? '用密码登录' : '忘记密码'}
        </Button>
      )}
    </Form>
  );
}

function Passphrase({ note, required = false }: { note: string; required?: boolean }) {
  return (
    <Form.Item
      name="passphrase"
      label="工作区口令"
      extra={note}
      rules={[{ required, message: '请输入工作区口令' }]}
    >
      <Input.Password autoComplete="off" />
    </Form.Item>
  );
}
