import { Empty, Table, Tag } from 'antd';
import { Dispatch, type Exchange, KindLabels } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';

/** Exchanges lists every package that was sent or received. */
export function Exchanges() {
  const { data, error, loading, reload } = useLoad(Dispatch.Packages);
  return (
    <section aria-label="收发记录">
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Exchange>
        size="small"
        rowKey={(x) => x.direction + x.id}
        loading={loading}
        dataSource={data}
        pagination={{ pageSize: 20, showTotal: (n) => `共 ${n} 个`, hideOnSinglePage: true }}
        locale={{
          emptyText: (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有收发过数据包" />
          ),
        }}
        columns={[
          {
            key: 'direction',
            title: '收发',
            render: (_, x) => (
              <Tag color={x.direction === 'out' ? 'processing' : 'success'}>
                {x.direction === 'out' ? '发出' : '收到'}
              </Tag>
            ),
          },
          {
            key: 'kind',
            title: '种类',
            className: 'nowrap',
            render: (_, x) => KindLabels[x.kind as keyof typeof KindLabels] ?? x.kind,
          },
          { key: 'name', title: '文件', dataIndex: 'name', className: 'wide-cell' },
          {
            key: 'sequence',
            title: '序号',
            dataIndex: 'sequence',
            align: 'right',
            className: 'nowrap',
          },
          {
            key: 'at',
            title: '时间',
            className: 'nowrap',
            render: (_, x) => (x.at ? formatInstant(x.at) : ''),
          },
          { key: 'digest', title: '签名摘要', render: (_, x) => <Digest value={x.tagmanifest} /> },
          { key: 'verdict', title: '核验结论', dataIndex: 'verdict', className: 'wide-cell' },
        ]}
      />
    </section>
  );
}
