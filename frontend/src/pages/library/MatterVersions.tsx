import { Empty, Table, type TableColumnsType } from 'antd';
import { useCallback } from 'react';
import { Library, type MatterVersion } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';

const columns: TableColumnsType<MatterVersion> = [
  {
    key: 'version',
    title: '版本',
    className: 'nowrap',
    render: (_, v) => (
      <>
        第 {v.version} 版 {v.what}
        {v.from && v.what !== '公布' && <div className="under">自 {v.from} 起</div>}
      </>
    ),
  },
  {
    key: 'at',
    title: '时间和人员',
    render: (_, v) => (
      <>
        <span className="nowrap">{formatInstant(v.at)}</span>
        <br />
        <span className="under">{v.by}</span>
      </>
    ),
  },
  {
    key: 'what',
    title: '内容',
    render: (_, v) => (
      <>
        {v.reason && <div>理由：{v.reason}</div>}
        {v.changes.map((c) => (
          <div key={c.field} className="lines">
            {c.field}：{c.old || '（空）'} → {c.new || '（空）'}
          </div>
        ))}
        {v.publishedOn && (
          <div>
            {v.publishedOn} {v.site}
            <div className="under">{v.url}</div>
          </div>
        )}
      </>
    ),
  },
];

/** MatterVersions is how a matter came to be what it is: versions, what they changed, where they were made public. */
export function MatterVersions({ id }: { id: string }) {
  const load = useCallback(() => Library.MatterHistory(id), [id]);
  const { data, error, loading, reload } = useLoad(load);
  return (
    <div className="after-block">
      <h2 className="section-title">版本</h2>
      <ErrorAlert error={error} onRetry={reload} />
      <Table<MatterVersion>
        size="small"
        rowKey={(v) => `${v.at}/${v.what}`}
        loading={loading}
        columns={columns}
        dataSource={data}
        pagination={false}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有版本" />,
        }}
      />
    </div>
  );
}
