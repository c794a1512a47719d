import { Flex, Form, Input, InputNumber, Typography } from 'antd';
import { Session } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { NewPassword } from '../../components/NewPassword';
import { useSession } from '../../lib/session';

const blank = { password: '', newPassword: '', again: '' };

/** AccountTab: one's own password, and after how long the screen locks. */
export function AccountTab() {
  const { info, reload } = useSession();
  const [done, say] = useDone();
  return (
    <Flex vertical gap="middle" className="page-form">
      {done}
      <section aria-label="修改密码">
        <Typography.Title level={2} className="section-title">
          修改密码
        </Typography.Title>
        <ActionForm
          initial={blank}
          submit="修改密码"
          onSubmit={async ({ password, newPassword }) => {
            await Session.ChangePassword(password, newPassword);
            say('密码已修改');
          }}
        >
          <Form.Item
            name="password"
            label="现在的密码"
            rules={[{ required: true, message: '请输入现在的密码' }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <NewPassword />
        </ActionForm>
      </section>
      <section aria-label="自动锁屏">
        <Typography.Title level={2} className="section-title">
          自动锁屏
        </Typography.Title>
        <ActionForm
          initial={{ minutes: info.workspace.idle }}
          submit="设定"
          onSubmit={async ({ minutes }) => {
            await Session.SetIdle(minutes);
            reload();
            say(`${minutes} 分钟没有操作即锁屏`);
          }}
        >
          <Form.Item
            name="minutes"
            label="多久没有操作即锁屏（分钟，5 至 60）"
            extra="对在本机工作的所有人员有效。随时可按 Ctrl+Shift+L 锁定；锁屏不影响已填写的内容。"
          >
            <InputNumber min={5} max={60} precision={0} />
          </Form.Item>
        </ActionForm>
      </section>
    </Flex>
  );
}
