import { Alert, Card, Flex, Form, Input } from 'antd';
import { Settings } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { FilePick } from '../../components/FilePick';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';

const passphraseRule = [{ required: true, message: '请输入工作区口令' }];

/** EnrolTab is the laptop's side of enrolment: a request out, the office's answer in. */
export function EnrolTab() {
  const { info, reload } = useSession();
  const [done, say] = useDone();
  const { name, enrolled } = info.workspace;
  const file = `设备登记申请 ${name}.pem`;
  return (
    <Flex vertical gap="middle" className="page-form">
      {done}
      {enrolled ? (
        <Alert type="success" showIcon title="本设备已在办公室登记，可以打开任务包和签名。" />
      ) : (
        <>
          <Card size="small" title="第一步：生成登记申请">
            <ActionForm<{ passphrase: string; out: string }>
              initial={{ passphrase: '', out: outPath(info.folder, 'packages', file) }}
              submit="生成申请"
              onSubmit={async ({ passphrase, out }) => {
                await Settings.EnrolRequest(passphrase, out.trim());
                say(`申请文件已写入 ${out.trim()}，请带到办公室登记`);
              }}
            >
              <Form.Item name="passphrase" label="工作区口令" rules={passphraseRule}>
                <Input.Password autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="out"
                label="申请文件保存到"
                rules={[{ required: true, message: '请填写保存位置' }]}
              >
                <SavePick name={file} />
              </Form.Item>
            </ActionForm>
          </Card>
          <Card size="small" title="第二步：导入办公室的登记回执">
            <ActionForm<{ passphrase: string; path: string }>
              initial={{ passphrase: '', path: '' }}
              submit="导入回执"
              onSubmit={async ({ passphrase, path }) => {
                await Settings.EnrolAccept(passphrase, path.trim());
                say('本设备已登记');
                reload();
              }}
            >
              <Form.Item name="passphrase" label="工作区口令" rules={passphraseRule}>
                <Input.Password autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="path"
                label="登记回执文件"
                rules={[{ required: true, message: '请选择回执文件' }]}
              >
                <FilePick kind="evidence" label="登记回执文件" />
              </Form.Item>
            </ActionForm>
          </Card>
        </>
      )}
    </Flex>
  );
}
