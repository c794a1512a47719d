import { Form, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import { type Device, Settings } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { SavePick } from '../../components/SavePick';
import { UnlockNotice } from '../../components/UnlockNotice';
import { formatInstant } from '../../lib/clock';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

const columns: TableColumnsType<Device> = [
  { key: 'name', title: '设备名称', dataIndex: 'name' },
  { key: 'role', title: '用途', dataIndex: 'role' },
  { key: 'fingerprint', title: '证书指纹', render: (_, d) => <Digest value={d.fingerprint} /> },
  { key: 'issuedAt', title: '登记时间', render: (_, d) => formatInstant(d.issuedAt) },
  {
    key: 'revoked',
    title: '证书',
    render: (_, d) =>
      d.revoked ? <Tag color="error">已吊销</Tag> : <Tag color="success">有效</Tag>,
  },
];

interface Values {
  request: string;
  out: string;
}

/** DevicesTab certifies laptops from their request files: the office's side of enrolment. */
export function DevicesTab() {
  const { info } = useSession();
  const { data: devices = [], error, loading, reload } = useLoad(Settings.Devices);
  const [round, setRound] = useState(0);
  const [done, say] = useDone();
  const name = '设备登记回执.pem';
  return (
    <>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Device>
        size="middle"
        columns={columns}
        dataSource={devices}
        rowKey="id"
        loading={loading}
        pagination={{ hideOnSinglePage: true, showTotal: (n) => `共 ${n} 台` }}
        locale={{ emptyText: '还没有登记外勤设备' }}
      />
      <section aria-label="登记新设备" className="page-form after-block">
        <Typography.Title level={2} className="section-title">
          登记新设备
        </Typography.Title>
        <p className="dialog-note">
          外勤电脑在“设置－设备登记”中生成申请文件，用移动介质带来；签发的回执再带回外勤电脑导入。
        </p>
        <UnlockNotice />
        <ActionForm<Values>
          key={round}
          initial={{ request: '', out: outPath(info.folder, 'packages', name) }}
          submit="核对并签发"
          alias={{ path: 'request' }}
          onSubmit={async ({ request, out }) => {
            const device = await Settings.IssueDevice(request.trim(), out.trim());
            reload();
            setRound((n) => n + 1);
            say(`${device.name} 已登记，回执已写入 ${out.trim()}`);
          }}
        >
          <Form.Item
            name="request"
            label="设备登记申请文件"
            rules={[{ required: true, message: '请选择申请文件' }]}
          >
            <FilePick kind="evidence" label="设备登记申请文件" />
          </Form.Item>
          <Form.Item
            name="out"
            label="回执保存到"
            rules={[{ required: true, message: '请填写保存位置' }]}
          >
            <SavePick name={name} />
          </Form.Item>
        </ActionForm>
      </section>
    </>
  );
}
