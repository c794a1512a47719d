import { Button, Empty, Flex, Form, Input, Table } from 'antd';
import { useState } from 'react';
import { Trust, type TrustedRoot } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  rows: TrustedRoot[];
  office: boolean;
  onDone: (text: string) => void;
  reload: () => void;
}

const filled = (message: string) => [{ required: true, whitespace: true, message }];

/** Authorities lists the certificate authorities that a person decided to trust for verifying. */
export function Authorities({ rows, office, onDone, reload }: Props) {
  const [open, setOpen] = useState<'add' | 'crl'>();
  const [gone, setGone] = useState<TrustedRoot>();
  const finish = (text: string) => {
    setOpen(undefined);
    setGone(undefined);
    onDone(text);
    reload();
  };
  return (
    <>
      <h2>信任的其他签发机构</h2>
      <p>
        如省级数字证书认证中心。只用于核验别人的包，不能借它向本机导入数据；外勤随信任名单包更新。
      </p>
      {office && (
        <Flex gap="small" wrap className="toolbar">
          <Button onClick={() => setOpen('add')}>导入根证书…</Button>
          <Button disabled={rows.length === 0} onClick={() => setOpen('crl')}>
            更新吊销名单…
          </Button>
        </Flex>
      )}
      <Table<TrustedRoot>
        size="small"
        rowKey="fingerprint"
        dataSource={rows}
        pagination={false}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="没有。需要核验其他机构签发的包时，先核对指纹再导入其根证书"
            />
          ),
        }}
        columns={[
          { key: 'name', title: '签发机构', dataIndex: 'name' },
          { key: 'print', title: '指纹', render: (_, r) => <Digest value={r.fingerprint} /> },
          { key: 'until', title: '有效至', dataIndex: 'until' },
          {
            key: 'act',
            title: '办理',
            render: (_, r) =>
              office ? (
                <Button danger aria-label={`不再信任：${r.name}`} onClick={() => setGone(r)}>
                  不再信任…
                </Button>
              ) : (
                '-'
              ),
          },
        ]}
      />
      <FormDialog<{ path: string; fingerprint: string }>
        title="信任其他签发机构"
        open={open === 'add'}
        onClose={() => setOpen(undefined)}
        note="先向该机构当面或电话取得根证书的 SHA-256 指纹，照着填写；与文件不符的拒绝导入。"
        initial={{ path: '', fingerprint: '' }}
        submit="核对并信任"
        onSubmit={async ({ path, fingerprint }) => {
          const root = await Trust.AddAuthority(path.trim(), fingerprint);
          finish(`已信任“${root.name}”`);
        }}
      >
        <Form.Item name="path" label="证书文件（PEM，含根证书）" rules={filled('请选择证书文件')}>
          <FilePick kind="certificate" label="证书文件" />
        </Form.Item>
        <Form.Item
          name="fingerprint"
          label="根证书指纹（前 16 位以上）"
          rules={filled('请填写取得的指纹')}
        >
          <Input autoComplete="off" placeholder="例如：1A2B-3C4D-5E6F-7A8B" />
        </Form.Item>
      </FormDialog>
      <FormDialog<{ path: string }>
        title="更新吊销名单"
        open={open === 'crl'}
        onClose={() => setOpen(undefined)}
        note="比已有的旧，或不是所信任机构签发的，拒绝采用。"
        initial={{ path: '' }}
        submit="采用"
        onSubmit={async ({ path }) => finish(`已采用${await Trust.AddAuthorityCRL(path.trim())}`)}
      >
        <Form.Item name="path" label="吊销名单（PEM）" rules={filled('请选择吊销名单')}>
          <FilePick kind="certificate" label="吊销名单" />
        </Form.Item>
      </FormDialog>
      <FormDialog<{ reason: string }>
        title={`不再信任：${gone?.name ?? ''}`}
        open={gone !== undefined}
        onClose={() => setGone(undefined)}
        initial={{ reason: '' }}
        submit="不再信任"
        onSubmit={async ({ reason }) => {
          if (!gone) return;
          await Trust.RemoveAuthority(gone.fingerprint, reason);
          finish(`不再信任“${gone.name}”`);
        }}
      >
        <Form.Item name="reason" label="理由" rules={filled('请写明理由')}>
          <Input />
        </Form.Item>
      </FormDialog>
    </>
  );
}
