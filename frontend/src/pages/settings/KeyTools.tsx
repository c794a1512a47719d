import { Button, Flex, Form, Input, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { type CheckedKey, Trust } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';

type Tool = 'check' | 'backup' | 'restore' | 'request' | 'accept';

interface Values {
  passphrase: string;
  path: string;
  fingerprint: string;
}

const filled = (message: string) => [{ required: true, whitespace: true, message }];

const tools: Record<Tool, { title: string; note: ReactNode; submit: string }> = {
  check: {
    title: '恢复演练',
    note: '用口令打开密钥备份里的每把密钥，签名、验签、加密、解密各试一遍，不改任何东西。不选文件的查本机密钥。',
    submit: '演练',
  },
  backup: {
    title: '备份密钥',
    note: '把本工作区的全部密钥写进一个文件，仍由口令保护；写成后读回试用。请与口令分开保管。',
    submit: '备份并试用',
  },
  restore: {
    title: '恢复密钥',
    note: '只补丢失或损坏的密钥；完好的、别的工作区的一概不换。',
    submit: '恢复',
  },
  request: {
    title: '申请对外签名证书',
    note: '在本机生成密钥和申请（PKCS#10），交证书签发机构（CA）办理。密钥不离开本机。',
    submit: '生成申请',
  },
  accept: {
    title: '装入对外签名证书',
    note: '文件里要有签发给本机的证书和各级签发者直到根证书。此后报送包和抽取结果包用它签名。',
    submit: '核对并装入',
  },
};

/** KeyTools keeps the workspace's keys safe, and lets an authority certify what leaves the bureau. */
export function KeyTools({ office, onDone }: { office: boolean; onDone: (text: string) => void }) {
  const { info } = useSession();
  const [tool, setTool] = useState<Tool>();
  const [keys, setKeys] = useState<CheckedKey[]>();
  const name = tool === 'request' ? '对外签名证书申请.pem' : `密钥备份 ${info.workspace.name}.zip`;
  const writes = tool === 'backup' || tool === 'request';
  const run = async (v: Values) => {
    const path = v.path.trim();
    switch (tool) {
      case 'check':
        setKeys((await Trust.CheckKeys(v.passphrase, path)).keys);
        return '演练通过：每把密钥都能打开、签名、验签、加密、解密';
      case 'backup':
        setKeys((await Trust.BackupKeys(v.passphrase, path)).keys);
        return `密钥已备份并读回试用：${path}`;
      case 'restore':
        setKeys((await Trust.RestoreKeys(v.passphrase, path)).keys);
        return '密钥已恢复';
      case 'request':
        await Trust.RequestOutward(v.passphrase, path);
        return `证书申请已写入 ${path}，交签发机构办理`;
      default:
        return `已装入“${(await Trust.AcceptOutward(v.passphrase, path, v.fingerprint)).name}”签发的证书`;
    }
  };
  const list: Tool[] = office
    ? ['check', 'backup', 'restore', 'request', 'accept']
    : ['check', 'backup', 'restore'];
  return (
    <section aria-label="本机密钥">
      <h2>本机密钥</h2>
      <Flex gap="small" wrap className="toolbar">
        {list.map((t) => (
          <Button key={t} onClick={() => setTool(t)}>
            {tools[t].title}…
          </Button>
        ))}
      </Flex>
      {keys && (
        <Table<CheckedKey>
          size="small"
          rowKey="file"
          dataSource={keys}
          pagination={false}
          columns={[
            { key: 'name', title: '密钥', render: (_, k) => `${k.name}（${k.file}）` },
            { key: 'print', title: '证书指纹', render: (_, k) => <Digest value={k.fingerprint} /> },
            { key: 'until', title: '有效至', dataIndex: 'until' },
            { key: 'used', title: '状态', render: (_, k) => (k.used ? '在用' : '不是本机在用的') },
          ]}
        />
      )}
      {tool && (
        <FormDialog<Values>
          open
          title={tools[tool].title}
          note={tools[tool].note}
          submit={tools[tool].submit}
          onClose={() => setTool(undefined)}
          initial={{
            passphrase: '',
            fingerprint: '',
            path: writes ? outPath(info.workspace.dir, 'packages', name) : '',
          }}
          onSubmit={async (v) => {
            onDone(await run(v));
            setTool(undefined);
          }}
        >
          <Form.Item name="passphrase" label="工作区口令" rules={filled('请填写工作区口令')}>
            <Input.Password autoComplete="off" />
          </Form.Item>
          {writes ? (
            <Form.Item name="path" label="保存到" rules={filled('请填写保存位置')}>
              <SavePick name={name} />
            </Form.Item>
          ) : (
            <Form.Item
              name="path"
              label={tool === 'accept' ? '证书文件（PEM）' : '密钥备份'}
              rules={tool === 'check' ? [] : filled('请选择文件')}
            >
              <FilePick
                kind={tool === 'accept' ? 'certificate' : 'backup'}
                label={tool === 'accept' ? '证书文件' : '密钥备份'}
              />
            </Form.Item>
          )}
          {tool === 'accept' && (
            <Form.Item
              name="fingerprint"
              label="根证书指纹（前 16 位以上）"
              rules={filled('请填写向签发机构核对的指纹')}
            >
              <Input autoComplete="off" placeholder="例如：1A2B-3C4D-5E6F-7A8B" />
            </Form.Item>
          )}
        </FormDialog>
      )}
    </section>
  );
}
