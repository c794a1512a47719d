import { Alert, Button, Empty, Flex, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { type Device, type KnownList, RevokeWhyLabels, Trust } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { formatInstant } from '../../lib/clock';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { Authorities } from './Authorities';
import { KeyTools } from './KeyTools';
import { RevokeDialog } from './RevokeDialog';

/** TrustTab shows whom this workspace trusts: its root, the certificates issued and withdrawn, the lists that say so. */
export function TrustTab() {
  const { info } = useSession();
  const { data, error, loading, reload } = useLoad(Trust.State);
  const [done, say] = useDone();
  const [chosen, setChosen] = useState<Device>();
  const office = info.workspace.kind === 'office';
  if (!data) return <ErrorAlert error={error} onRetry={reload} />;
  const columns: TableColumnsType<Device> = [
    { key: 'name', title: '设备', dataIndex: 'name' },
    { key: 'role', title: '用途', render: (_, d) => d.unit || d.role },
    { key: 'print', title: '证书指纹', render: (_, d) => <Digest value={d.fingerprint} /> },
    { key: 'at', title: '签发', render: (_, d) => formatInstant(d.issuedAt) },
    { key: 'state', title: '证书', render: (_, d) => <Standing device={d} /> },
  ];
  if (office)
    columns.push({
      key: 'act',
      title: '办理',
      render: (_, d) =>
        d.revoked ? (
          '-'
        ) : (
          <Button danger aria-label={`吊销：${d.name}`} onClick={() => setChosen(d)}>
            吊销…
          </Button>
        ),
    });
  return (
    <>
      {done}
      {data.unlisted > 0 && (
        <Alert
          className="error-alert"
          type="warning"
          showIcon
          title={`上次制作信任名单之后又吊销了 ${data.unlisted} 台，请重新制作并发给各设备`}
        />
      )}
      <p>
        本单位根证书：
        {data.root.name
          ? `${data.root.name}，${data.root.until} 到期，指纹 `
          : '还没有，先完成设备登记'}
        <span className="digest">{data.root.short}</span>
      </p>
      <Flex gap="small" wrap className="toolbar">
        {office && (
          <ExportButton
            label="制作信任名单包"
            signed
            note="列出已签发和已吊销的证书，附吊销名单，编号只增不减；外勤和执行单位在“派发与交换”中打开，旧的打不开。"
            name={`信任名单 ${info.workspace.today}.zip`}
            onExport={async (out) => {
              await Trust.Package(out);
              reload();
            }}
            onDone={say}
          />
        )}
        {data.lists.length > 0 && (
          <ExportButton
            label="导出吊销名单"
            note="X.509 吊销名单，供他人用通用工具或 verify --crl 核验。"
            name="吊销名单.pem"
            onExport={Trust.SaveCRL}
            onDone={say}
          />
        )}
      </Flex>
      <Table<Device>
        size="middle"
        rowKey="id"
        loading={loading}
        dataSource={data.devices}
        columns={columns}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 张` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                office
                  ? '还没有签发证书，请先在“设备登记”中签发'
                  : '还没有收到办公室的设备名单，打开任务包后可见'
              }
            />
          ),
        }}
      />
      <Lists rows={data.lists} office={office} />
      <KeyTools office={office} onDone={say} />
      <Authorities rows={data.others} office={office} onDone={say} reload={reload} />
      <RevokeDialog
        of={chosen}
        onClose={() => setChosen(undefined)}
        onDone={(text) => {
          setChosen(undefined);
          say(text);
          reload();
        }}
      />
    </>
  );
}

function Standing({ device: d }: { device: Device }) {
  if (!d.revoked) return <Tag color="success">有效</Tag>;
  const r = d.revocation;
  return (
    <>
      <Tag color="error">已吊销</Tag>
      {r && (
        <>
          {RevokeWhyLabels[r.why]}
          <br />
          <small>
            {formatInstant(r.at)} {r.by}：{r.note}
          </small>
        </>
      )}
    </>
  );
}

function Lists({ rows, office }: { rows: KnownList[]; office: boolean }) {
  return (
    <>
      <h2>信任名单</h2>
      <Table<KnownList>
        size="small"
        rowKey="root"
        dataSource={rows}
        pagination={false}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                office
                  ? '还没有制作过。制作信任名单包发给各设备，它们才知道哪些证书已吊销'
                  : '还没有收到。请办公室制作信任名单包，在“派发与交换”中打开'
              }
            />
          ),
        }}
        columns={[
          {
            key: 'office',
            title: '签发单位',
            render: (_, l) => l.office + (l.own ? '（本机）' : ''),
          },
          { key: 'serial', title: '编号', dataIndex: 'serial' },
          { key: 'at', title: '制作', render: (_, l) => formatInstant(l.at) },
          {
            key: 'count',
            title: '证书',
            render: (_, l) => `${l.devices} 张，吊销 ${l.revoked} 张`,
          },
          {
            key: 'next',
            title: '下次更新',
            render: (_, l) => (
              <>
                {formatInstant(l.next)} {l.stale && <Tag color="warning">已过期，请更新</Tag>}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
