import { Button, Flex, Statistic, Table, type TableColumnsType, Tabs, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { type ImportKind, type ImportReport, Library, type RowProblem } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { JobProgress } from '../../components/JobProgress';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';
import { ColumnMap } from './ColumnMap';
import { kindOf } from './kinds';
import { SaveProblems } from './SaveProblems';

interface Props {
  kind: ImportKind;
  path: string;
  report: ImportReport;
  /** onMapped takes the preview that follows from other columns. */
  onMapped: (report: ImportReport) => void;
  onBack: () => void;
  onDone: (report: ImportReport) => void;
}

/** ImportPreview shows what an import would do: columns, counts, and every row that is left out, with the reason. */
export function ImportPreview({ kind, path, report, onMapped, onBack, onDone }: Props) {
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const start = useAction(async () => setId(await Library.Import(kind, path)));
  const finish = useAction(async (done: string) => onDone(await Library.Imported(done)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the job has ended
  useEffect(() => {
    if (job?.state === 'done') finish.run(job.id);
  }, [job?.state]);
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
        </Typography.Text>
      </div>
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
          disabled={report.good === 0}
          onClick={() => start.run()}
        >
          导入 {report.good} 行
        </Button>
        <SaveProblems kind={kind} path={path} report={report} />
        <Button onClick={onBack}>重新选择文件</Button>
      </Flex>
      <ColumnMap
        key={report.columns.map((c) => c.field).join('\n') + report.mapped}
        kind={kind}
        path={path}
        report={report}
        onMapped={onMapped}
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
