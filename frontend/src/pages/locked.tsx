import { Button, Form, Input } from 'antd';
import { type Info, Session } from '../api/generated';
import { ErrorAlert } from '../components/ErrorAlert';
import { Gate } from '../components/Gate';
import { useAction } from '../lib/useAction';

interface Props {
  info: Info;
  onDone: () => void;
}

/** Locked covers the pages until the same person's password comes, or somebody else signs in. */
export default function Locked({ info, onDone }: Props) {
  const { actor, roleLabel, workspace } = info;
  const setup = actor.person === 'setup';
  const resume = useAction(async ({ password }: { password?: string }) => {
    await Session.Resume(password ?? '');
    onDone();
  });
  const leave = useAction(async () => {
    await Session.SignOut();
    onDone();
  });
  return (
    <Gate title="屏幕已锁定" note={`${workspace.name} · ${actor.name}（${roleLabel}）`}>
      <Form layout="vertical" requiredMark={false} onFinish={resume.run}>
        <Form.Item
          name="password"
          label={setup ? '工作区口令' : `${actor.name}的密码`}
          rules={[{ required: true, message: setup ? '请输入工作区口令' : '请输入密码' }]}
        >
          <Input.Password autoFocus autoComplete="off" />
        </Form.Item>
        <ErrorAlert error={resume.error ?? leave.error} />
        <Button type="primary" htmlType="submit" block loading={resume.running}>
          解锁
        </Button>
        <Button type="link" block loading={leave.running} onClick={() => leave.run()}>
          换人登录
        </Button>
      </Form>
    </Gate>
  );
}
