import { Empty, Form, Input, Table, Tag, Typography } from 'antd';
import { Assign, type Device, Settings } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { SavePick } from '../../components/SavePick';
import { formatInstant } from '../../lib/clock';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

const answer = '设备签发.pem';

/** IssueDevice certifies a laptop from its request file, and lists the certified devices. */
export function IssueDevice() {
  const { info } = useSession();
  const { data, error, loading, reload } = useLoad(Settings.Devices);
  const [done, say] = useDone();
  return (
    <div className="page-form">
      <Typography.Paragraph>
        外勤设备（或执行单位的办公室）先在本机生成登记申请；本办公室核对后签发，把签发文件拷回。
      </Typography.Paragraph>
      {done}
      <ActionForm
        initial={{ path: '', unit: '', out: outPath(info.workspace.dir, 'packages', answer) }}
        submit="签发"
        onSubmit={async ({ path, unit, out }) => {
          const device = unit.trim()
            ? await Assign.Enrol(path.trim(), unit.trim(), out.trim())
            : await Settings.IssueDevice(path.trim(), out.trim());
          say(`已签发“${device.name}”。把 ${out.trim()} 拷回该设备。`);
          reload();
        }}
      >
        <Form.Item
          name="path"
          label="登记申请"
          rules={[{ required: true, whitespace: true, message: '请选择登记申请或填写路径' }]}
        >
          <FilePick kind="certificate" label="登记申请" />
        </Form.Item>
        <Form.Item
          name="unit"
          label="执行单位（外勤设备不填）"
          extra="申请来自派出所、大队的办公室时，写名录库中的单位名称，名单按它分派。"
        >
          <Input placeholder="例如：东关派出所" autoComplete="off" />
        </Form.Item>
        <Form.Item name="out" label="签发文件保存到">
          <SavePick name={answer} />
        </Form.Item>
      </ActionForm>
      <h2>已登记的设备</h2>
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Device>
        size="small"
        rowKey="id"
        loading={loading}
        dataSource={data}
        pagination={(data?.length ?? 0) > 10 && { pageSize: 10 }}
        locale={{
          emptyText: (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有登记外勤设备" />
          ),
        }}
        columns={[
          { key: 'name', title: '设备', dataIndex: 'name' },
          { key: 'unit', title: '执行单位', dataIndex: 'unit' },
          { key: 'at', title: '签发时间', render: (_, d) => formatInstant(d.issuedAt) },
          { key: 'key', title: '证书指纹', render: (_, d) => <Digest value={d.fingerprint} /> },
          {
            key: 'state',
            title: '状态',
            render: (_, d) => (
              <Tag color={d.revoked ? 'error' : 'success'}>{d.revoked ? '已吊销' : '有效'}</Tag>
            ),
          },
        ]}
      />
    </div>
  );
}
