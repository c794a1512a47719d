import { Progress, Table, type TableColumnsType } from 'antd';
import type { Meeting, PairShare, TaskAttempts, TradeCoverage } from '../../api/generated';
import { href } from '../../lib/route';

interface ListProps<T> {
  title: string;
  rowKey: (row: T) => string;
  columns: TableColumnsType<T>;
  rows: T[];
  empty: string;
}

function List<T extends object>({ title, rowKey, columns, rows, empty }: ListProps<T>) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Table<T>
        size="small"
        rowKey={rowKey}
        columns={columns}
        dataSource={rows}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 条` }}
        locale={{ emptyText: empty }}
      />
    </section>
  );
}

/** Pairs lists who stood in one team how often. */
export function Pairs({ rows }: { rows: PairShare[] }) {
  const all = rows.reduce((n, p) => n + p.times, 0);
  const average = rows.length ? (all / rows.length).toFixed(1) : '0';
  return (
    <List
      title={`搭档（${rows.length} 对，平均同组 ${average} 次）`}
      rowKey={(p) => `${p.a} ${p.b}`}
      columns={[
        { key: 'names', title: '人员', render: (_, p) => `${p.nameA}、${p.nameB}` },
        { key: 'times', title: '同组次数', dataIndex: 'times' },
      ]}
      rows={rows}
      empty="还没有检查组"
    />
  );
}

/** Meetings lists inspectors who met the same subject more than once. */
export function Meetings({ rows }: { rows: Meeting[] }) {
  return (
    <List
      title="重复相遇（同一人员两次以上检查同一对象）"
      rowKey={(m) => `${m.inspector} ${m.subject}`}
      columns={[
        { key: 'name', title: '人员', dataIndex: 'name' },
        { key: 'firm', title: '检查对象', dataIndex: 'firm' },
        { key: 'times', title: '次数', dataIndex: 'times' },
      ]}
      rows={rows}
      empty="没有"
    />
  );
}

/** Coverage shows how much of each trade was drawn and is published. */
export function Coverage({ rows }: { rows: TradeCoverage[] }) {
  const percent = (n: number, of: number) => (of ? Math.floor((n / of) * 1000) / 10 : 0);
  const bar = (what: string, n: number, c: TradeCoverage) => (
    <Progress
      percent={percent(n, c.subjects)}
      status="normal"
      format={() => `${n}/${c.subjects}`}
      aria-label={`${c.trade}${what} ${n} 户，有效对象 ${c.subjects} 户`}
    />
  );
  return (
    <List
      title="各行业覆盖"
      rowKey={(c) => c.trade}
      columns={[
        { key: 'trade', title: '行业', dataIndex: 'trade', width: 180 },
        { key: 'drawn', title: '抽中/有效对象', render: (_, c) => bar('抽中', c.drawn, c) },
        { key: 'done', title: '已公示/有效对象', render: (_, c) => bar('已公示', c.published, c) },
      ]}
      rows={rows}
      empty="名录库中还没有检查对象"
    />
  );
}

/** Attempts lists how many draws each task took, and what became of the abandoned ones. */
export function Attempts({ rows }: { rows: TaskAttempts[] }) {
  return (
    <List
      title="各任务抽取次数"
      rowKey={(t) => t.task}
      columns={[
        {
          key: 'no',
          title: '任务',
          render: (_, t) => (
            <a href={href('draw', t.task)}>
              {t.no} {t.name}
            </a>
          ),
        },
        { key: 'subjects', title: '抽取对象', dataIndex: 'subjects' },
        { key: 'inspectors', title: '匹配人员', dataIndex: 'inspectors' },
        { key: 'replacements', title: '更换人员', dataIndex: 'replacements' },
        {
          key: 'abandoned',
          title: '作废的抽取与理由',
          render: (_, t) =>
            t.abandoned.length === 0
              ? '无'
              : t.abandoned.map((a) => (
                  <div key={`${a.purpose} ${a.attempt}`}>
                    {a.purpose}第 {a.attempt} 次：{a.reason}
                  </div>
                )),
        },
      ]}
      rows={rows}
      empty="这一期间没有抽取"
    />
  );
}
