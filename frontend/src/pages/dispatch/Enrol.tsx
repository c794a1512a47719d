import { Alert, Descriptions, Form, Input, Typography } from 'antd';
import { Settings } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { FilePick } from '../../components/FilePick';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';

const required = [{ required: true, message: '请填写工作区口令' }];

/** Enrol gets this laptop, or the office of a unit, certified: a request to the office above, its answer back. */
export function Enrol() {
  const { info, reload } = useSession();
  const { workspace } = info;
  const [done, say] = useDone();
  const name = `登记申请 ${workspace.name}.pem`;
  const office = workspace.kind === 'office';
  if (office && workspace.parent)
    return (
      <div className="page-form">
        {done}
        <Alert
          className="error-alert"
          type="success"
          showIcon
          title={`本单位已登记为“${workspace.parent}”的执行单位`}
          description="上级派发的任务分派包在“收回结果包”中打开，办完后在“交回上级”中交回。"
        />
        <Descriptions
          bordered
          size="small"
          column={1}
          items={[
            { key: 'key', label: '证书指纹', children: <Digest value={workspace.unitKey} /> },
          ]}
        />
      </div>
    );
  if (!office && workspace.enrolled)
    return (
      <div className="page-form">
        {done}
        <Alert
          className="error-alert"
          type="success"
          showIcon
          title="本机已登记，可以打开任务包、签名交回结果"
          description={
            workspace.unlocked
              ? '签名密钥已解开。'
              : '签名密钥还没有解开：退出登录后，登录时填写工作区口令。'
          }
        />
        <Descriptions
          bordered
          size="small"
          column={1}
          items={[
            { key: 'name', label: '设备名称', children: workspace.name },
            {
              key: 'key',
              label: '证书指纹',
              children: workspace.fingerprint ? (
                <Digest value={workspace.fingerprint} />
              ) : (
                '解锁后可见'
              ),
            },
          ]}
        />
      </div>
    );
  return (
    <div className="page-form">
      <Typography.Paragraph>
        {office
          ? '有上级单位派发任务的派出所、大队登记一次：本机生成密钥和申请，上级办公室签发，本机取回。没有上级的不必登记。'
          : '登记一次即可：本机生成密钥和申请，办公室签发，本机取回。密钥不离开本机。'}
      </Typography.Paragraph>
      {done}
      <h2>一、生成登记申请</h2>
      <ActionForm
        initial={{ passphrase: '', out: outPath(workspace.dir, 'packages', name) }}
        submit="生成申请"
        onSubmit={async ({ passphrase, out }) => {
          await Settings.EnrolRequest(passphrase, out.trim());
          say(`已生成登记申请：${out.trim()}。把它拷给办公室签发。`);
        }}
      >
        <Form.Item name="passphrase" label="工作区口令" rules={required}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item name="out" label="申请保存到">
          <SavePick name={name} />
        </Form.Item>
      </ActionForm>
      <h2>二、取回办公室的签发文件</h2>
      <ActionForm
        initial={{ passphrase: '', path: '' }}
        submit="完成登记"
        onSubmit={async ({ passphrase, path }) => {
          await Settings.EnrolAccept(passphrase, path.trim());
          reload();
        }}
      >
        <Form.Item name="passphrase" label="工作区口令（与申请时相同）" rules={required}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="path"
          label="签发文件"
          rules={[{ required: true, whitespace: true, message: '请选择签发文件或填写路径' }]}
        >
          <FilePick kind="certificate" label="签发文件" />
        </Form.Item>
      </ActionForm>
    </div>
  );
}
