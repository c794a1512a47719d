import {
  Alert,
  Button,
  Flex,
  Statistic,
  Table,
  type TableColumnsType,
  Tabs,
  Typography,
} from 'antd';
import { useEffect, useState } from 'react';
import {
  type HeaderRow,
  type ImportKind,
  type ImportReport,
  Library,
  type RowProblem,
} from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { JobProgress } from '../../components/JobProgress';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';
import { ColumnMap } from './ColumnMap';
import { found } from './columns';
import { HeaderPick } from './HeaderPick';
import { kindOf } from './kinds';
import { SaveProblems } from './SaveProblems';

interface Props {
  kind: ImportKind;
  path: string;
  report: ImportReport;
  /** at is the row that a person pointed at as the head and whose columns are not settled yet. */
  at: HeaderRow;
  /** onRead takes the preview that follows from another head or other columns. */
  onRead: (report: ImportReport, at: HeaderRow) => void;
  onBack: () => void;
  onDone: (report: ImportReport) => void;
}

/** ImportPreview shows what an import would do: columns, counts, and every row that is left out, with the reason. */
export function ImportPreview({ kind, path, report, at, onRead, onBack, onDone }: Props) {
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const start = useAction(async () => setId(await Library.Import(kind, path)));
  const finish = useAction(async (done: string) => onDone(await Library.Imported(done)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the job has ended
  useEffect(() => {
    if (job?.state === 'done') finish.run(job.id);
  }, [job?.state]);
  const [seeking, setSeeking] = useState(false);
  const pick = async (row: HeaderRow) => onRead(await Library.Preview(kind, path, row), row);
  const pointed = at.row > 0;
  if (report.header === 0)
    return (
      <Flex vertical gap="middle">
        <Typography.Title level={2} className="section-title">
          {kindOf(kind).label}：{report.file}
        </Typography.Title>
        <Alert
          type="warning"
          showIcon
          title="没有认出表头：各列的名称不是通常的写法。请指明哪一行是表头；选错了文件的，重新选择。"
        />
        <HeaderPick head={report} onPick={pick} />
        <div>
          <Button onClick={onBack}>重新选择文件</Button>
        </div>
      </Flex>
    );
  return (
    <Flex vertical gap="middle">
      <div>
        <Typography.Title level={2} className="section-title">
          {kindOf(kind).label}：{report.file}
        </Typography.Title>
        <Typography.Text type="secondary">
          {report.sheet && `工作表“${report.sheet}”，`}第 {report.header} 行是表头
          {report.skipped.length > 0 &&
            `；跳过第 ${report.skipped.join('、')} 行（标题、填写说明或案例）`}
        </Typography.Text>{' '}
        <Button type="link" size="small" onClick={() => setSeeking(!seeking)}>
          {seeking ? '收起' : '不是这一行？'}
        </Button>
      </div>
      {seeking && <HeaderPick head={report} onPick={pick} />}
      {pointed && (
        <Alert
          type="info"
          showIcon
          title={`以第 ${at.row} 行为表头。核对下面各列的对应，按此对应重新核对之后导入。`}
        />
      )}
      <Flex gap="large" wrap role="group" aria-label="行数">
        <Statistic title="可以导入" value={report.good} />
        <Statistic title="其中新增" value={report.added} />
        <Statistic title="其中变更" value={report.changed} />
        <Statistic title="与库中相同" value={report.same} />
        <Statistic
          title="有问题，不导入"
          value={report.bad}
          className={report.bad > 0 ? 'count-bad' : undefined}
        />
      </Flex>
      <ErrorAlert error={start.error ?? finish.error} />
      {job && <JobProgress job={job} />}
      <Flex gap="small" wrap>
        <Button
          type="primary"
          loading={start.running || job?.state === 'running'}
          disabled={report.good === 0 || pointed}
          onClick={() => start.run()}
        >
          导入 {report.good} 行
        </Button>
        <SaveProblems kind={kind} path={path} report={report} />
        <Button onClick={onBack}>重新选择文件</Button>
      </Flex>
      <ColumnMap
        key={report.columns.map((c) => c.title + c.field).join('\n') + report.mapped}
        head={report}
        at={at}
        onMap={async (row, choices) =>
          onRead(await Library.MapColumns(kind, path, row, choices), found)
        }
      />
      <Tabs
        items={[
          {
            key: 'problems',
            label: `有问题的行（${report.bad}）`,
            children: <Rows of={report.problems} empty="没有问题" />,
          },
          {
            key: 'warnings',
            label: `请核实（${report.warnings.length}）`,
            children: <Rows of={report.warnings} empty="没有需要核实的内容" />,
          },
        ]}
      />
    </Flex>
  );
}

const columns: TableColumnsType<RowProblem> = [
  { key: 'row', title: '行', dataIndex: 'row', width: 80 },
  { key: 'column', title: '列', dataIndex: 'column', width: 220 },
  { key: 'value', title: '内容', dataIndex: 'value', width: 240 },
  { key: 'reason', title: '原因', dataIndex: 'reason' },
];

function Rows({ of, empty }: { of: RowProblem[]; empty: string }) {
  return (
    <Table<RowProblem>
      size="small"
      columns={columns}
      dataSource={of}
      rowKey={(p) => `${p.row}/${p.column}/${p.reason}`}
      locale={{ emptyText: empty }}
      pagination={{
        pageSize: 8,
        hideOnSinglePage: true,
        showSizeChanger: false,
        showTotal: (n) => `共 ${n} 条`,
      }}
    />
  );
}
