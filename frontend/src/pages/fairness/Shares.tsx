import { Table, type TableColumnsType } from 'antd';
import type { InspectorShare } from '../../api/generated';

const columns = (most: number): TableColumnsType<InspectorShare> => [
  { key: 'name', title: '姓名', dataIndex: 'name', width: 110 },
  { key: 'department', title: '部门', dataIndex: 'department', width: 180 },
  {
    key: 'drawn',
    title: '抽中次数与应得次数（竖线）',
    render: (_, s) => <Bar share={s} most={most} />,
  },
  {
    key: 'visits',
    title: '参加检查组',
    dataIndex: 'visits',
    width: 120,
    sorter: (a, b) => a.visits - b.visits,
  },
  { key: 'subjects', title: '不同对象', dataIndex: 'subjects', width: 110 },
];

/** Shares shows how often each inspector was drawn, against an equal share. */
export function Shares({ rows }: { rows: InspectorShare[] }) {
  const most = Math.max(1, ...rows.map((s) => Math.max(s.drawn, s.expected)));
  return (
    <section aria-label="各人次数">
      <h2>各人被抽中的次数</h2>
      <Table<InspectorShare>
        size="small"
        rowKey="inspector"
        columns={columns(most)}
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 人` }}
        locale={{ emptyText: '这一期间还没有检查组。匹配检查人员以后再看，或换一个期间。' }}
      />
    </section>
  );
}

/** Bar is the count as a bar and the equal share as a line across it. */
function Bar({ share: { drawn, expected }, most }: { share: InspectorShare; most: number }) {
  const x = (n: number) => (n / most) * 200;
  return (
    <span className="nowrap">
      <svg
        className="share-bar"
        width={204}
        height={16}
        role="img"
        aria-label={`抽中 ${drawn} 次，应得 ${expected} 次`}
      >
        <rect x={1} y={4} width={x(drawn)} height={8} className="share-drawn" />
        <line x1={x(expected) + 1} x2={x(expected) + 1} y1={0} y2={16} className="share-expected" />
      </svg>{' '}
      {drawn} / {expected}
    </span>
  );
}
