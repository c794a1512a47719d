import { Table, type TableColumnsType } from 'antd';
import { useCallback } from 'react';
import { Library, type Noun, type RegisterChange } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { minuteText } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';
import { actionLabel } from '../audit/actions';

/** digest is a SHA-256, of which the beginning tells enough here; the log has all of it. */
const digest = /\b([0-9a-f]{12})[0-9a-f]{52}\b/;

const columns: TableColumnsType<RegisterChange> = [
  {
    key: 'at',
    title: '时间与人员',
    width: 140,
    render: (_, h) => (
      <>
        {minuteText(h.at)}
        <br />
        <span className="under">
          {h.person} {actionLabel(h.how)}
        </span>
      </>
    ),
  },
  { key: 'field', title: '字段', dataIndex: 'field', width: 120 },
  { key: 'old', title: '原值', dataIndex: 'old', className: 'pre-line' },
  { key: 'new', title: '新值', dataIndex: 'new', className: 'pre-line' },
  {
    key: 'reason',
    title: '理由',
    width: 150,
    className: 'break',
    render: (_, h) => h.reason.replace(digest, '$1…'),
  },
];

/** History says who changed which field of a row when, and from what to what. */
export function History({ noun, id }: { noun: Noun; id: string }) {
  const load = useCallback(() => Library.History(noun, id), [noun, id]);
  const { data, error, loading, reload } = useLoad(load);
  return (
    <section aria-label="历史记录">
      <ErrorAlert error={error} onRetry={reload} />
      <Table<RegisterChange>
        size="small"
        tableLayout="fixed"
        columns={columns}
        dataSource={data}
        loading={loading}
        rowKey={(h) => `${h.at}/${h.field}`}
        locale={{ emptyText: '还没有记录' }}
        pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </section>
  );
}
