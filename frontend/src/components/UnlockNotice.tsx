import { Alert, Button, Flex, Form, Input } from 'antd';
import { Session } from '../api/generated';
import { useSession } from '../lib/session';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

/** UnlockNotice asks for the passphrase where something is to be signed and the device key is still locked. */
export function UnlockNotice() {
  const { info } = useSession();
  const { enrolled, unlocked } = info.workspace;
  if (unlocked) return null;
  if (!enrolled) {
    return (
      <Alert
        className="error-alert"
        type="warning"
        showIcon
        title="本机还没有登记签名密钥，不能签名"
        description="请先在办公室登记本设备。"
      />
    );
  }
  return (
    <Alert
      className="error-alert"
      type="warning"
      showIcon
      title="本机签名密钥未解锁，签名前请输入工作区口令"
      description={<UnlockForm />}
    />
  );
}

/** UnlockForm opens the device key with the workspace's passphrase. */
export function UnlockForm() {
  const { reload } = useSession();
  const unlock = useAction(async ({ passphrase }: { passphrase: string }) => {
    await Session.UnlockKey(passphrase);
    reload();
  });
  return (
    <Form layout="vertical" onFinish={unlock.run} initialValues={{ passphrase: '' }}>
      <Flex gap="small" align="flex-end">
        <Form.Item
          name="passphrase"
          label="工作区口令"
          className="unlock-field"
          rules={[{ required: true, message: '请输入工作区口令' }]}
        >
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item>
          <Button htmlType="submit" loading={unlock.running}>
            解锁
          </Button>
        </Form.Item>
      </Flex>
      <ErrorAlert error={unlock.error} />
    </Form>
  );
}
