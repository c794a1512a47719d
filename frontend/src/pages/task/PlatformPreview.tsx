import { Alert, Button, Card, Flex, Statistic, Table, type TableColumnsType, Tabs } from 'antd';
import { useEffect, useRef } from 'react';
import { type HeaderRow, type PlatformReport, type PlatformRow, Task } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';
import { nothing, PlatformAdd } from './PlatformAdd';
import { PlatformColumns } from './PlatformColumns';

interface Props {
  task: Task;
  path: string;
  report: PlatformReport;
  /** at is the row that a person pointed at as the head and whose columns are not settled yet. */
  at: HeaderRow;
  onRead: (report: PlatformReport, at: HeaderRow) => void;
  onBack: () => void;
  onDone: (text: string) => void;
}

const columns: TableColumnsType<PlatformRow> = [
  { key: 'row', title: '行', dataIndex: 'row', width: 64 },
  { key: 'code', title: '统一社会信用代码/注册号', dataIndex: 'code', width: 200 },
  { key: 'name', title: '名称', dataIndex: 'name' },
  { key: 'people', title: '检查人员', dataIndex: 'people', width: 180 },
  { key: 'why', title: '说明', dataIndex: 'why' },
];

/** PlatformPreview shows what the platform's list would become: found in the register, not found, in the way. */
export function PlatformPreview({ task, path, report, at, onRead, onBack, onDone }: Props) {
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => part.current?.focus(), []);
  const columnsOf = (
    <PlatformColumns task={task.id} path={path} report={report} at={at} onRead={onRead} />
  );
  const done = (r: PlatformReport) =>
    onDone(
      `平台名单已导入，共 ${r.matched} 户` +
        (r.added > 0 ? `，其中补入名录库 ${r.added} 户` : '') +
        (r.leftOut > 0 ? `；不列入 ${r.leftOut} 户` : ''),
    );
  const take = useAction(async () => {
    const input = { ...nothing, task: task.id, path, file: report.file };
    done(await Task.TakePlatform(input));
  });
  const missing = report.unknown > 0 || report.people.length > 0;
  const clean = !missing && report.problems === 0 && report.barred === 0;
  const of = (state: string) => report.rows.filter((r) => r.state === state);
  if (report.unread || at.row > 0) {
    return (
      <Card title={`平台名单：${report.name}`} size="small">
        <Flex ref={part} tabIndex={-1} vertical gap="middle" className="part">
          {columnsOf}
          <div>
            <Button onClick={onBack}>重新选择文件</Button>
          </div>
        </Flex>
      </Card>
    );
  }
  return (
    <Card title={`预览平台名单：${report.name}`} size="small">
      <Flex ref={part} tabIndex={-1} vertical gap="middle" className="part">
        <Flex gap="large" wrap role="group" aria-label="户数">
          <Statistic title="名录库中有" value={report.matched} suffix="户" />
          <Statistic title="名录库中没有" value={report.unknown} suffix="户" />
          {report.barred > 0 && (
            <Statistic
              title="本年度不得再查"
              value={report.barred}
              suffix="户"
              className="count-bad"
            />
          )}
          <Statistic
            title="有问题"
            value={report.problems}
            suffix="户"
            className={report.problems > 0 ? 'count-bad' : undefined}
          />
        </Flex>
        <span>
          平台任务编号 {report.no || '（名单中没有）'}；原文件摘要 <Digest value={report.file} />
        </span>
        {columnsOf}
        {report.notes.map((n) => (
          <Alert key={n} type="warning" showIcon title={n} />
        ))}
        <ErrorAlert error={take.error} />
        {!clean && (
          <Alert
            type="error"
            showIcon
            title="名单不能照原样导入，没有保存任何内容"
            description={[
              missing && '名录库中没有的，可以在下面写明理由补入后一并导入。',
              report.barred > 0 &&
                '本年度已检查合格或已达上限的不得再查：先在“例外登记”办理并经批准后重新预览，或在下面写明理由不列入。',
              report.problems > 0 && '其余问题请在名录库或平台改正后重新预览。',
            ]
              .filter(Boolean)
              .join('')}
          />
        )}
        <Flex gap="small" wrap>
          {clean && (
            <Button type="primary" loading={take.running} onClick={() => take.run()}>
              导入平台名单（{report.matched} 户）
            </Button>
          )}
          <Button onClick={onBack}>重新选择文件</Button>
        </Flex>
        {(missing || report.barred > 0) && (
          <PlatformAdd task={task} path={path} report={report} onDone={done} />
        )}
        <Tabs
          defaultActiveKey={
            (['unknown', 'barred', 'problem'] as const).find((s) => of(s).length > 0) ?? 'matched'
          }
          items={[
            { key: 'matched', label: `名录库中有（${report.matched}）`, rows: of('matched') },
            { key: 'unknown', label: `名录库中没有（${report.unknown}）`, rows: of('unknown') },
            ...(report.barred > 0
              ? [{ key: 'barred', label: `不得再查（${report.barred}）`, rows: of('barred') }]
              : []),
            ...(report.leftOut > 0
              ? [{ key: 'out', label: `不列入（${report.leftOut}）`, rows: of('out') }]
              : []),
            { key: 'problem', label: `有问题（${of('problem').length}）`, rows: of('problem') },
          ].map(({ key, label, rows }) => ({
            key,
            label,
            children: (
              <Table<PlatformRow>
                size="small"
                columns={columns}
                dataSource={rows}
                rowKey="row"
                locale={{ emptyText: '没有' }}
                pagination={{
                  pageSize: 8,
                  hideOnSinglePage: true,
                  showSizeChanger: false,
                  showTotal: (n) => `共 ${n} 户`,
                }}
              />
            ),
          }))}
        />
      </Flex>
    </Card>
  );
}
