import { Button, Empty, Table, Tag } from 'antd';
import { type Stop, Visit } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { go, href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { afterLeaving } from '../../lib/useAutosave';
import { useLoad } from '../../lib/useLoad';

/** What is going on comes first, what was handed back last. */
const rank: Record<string, number> = { open: 0, '': 1, finished: 2, handed: 3 };

async function today(): Promise<Stop[]> {
  await afterLeaving();
  const stops = await Visit.Today();
  const place = (s: Stop) => rank[s.visitState] ?? 1;
  return stops.sort(
    (a, b) =>
      place(a) - place(b) || a.taskNo.localeCompare(b.taskNo) || a.team.order - b.team.order,
  );
}

/** Round is 今日路线单: the firms this workspace may visit, in order, and what each still lacks. */
export function Round() {
  const { info } = useSession();
  const { data, error, loading, reload } = useLoad(today);
  const start = useAction(async (stop: Stop) => {
    const id = stop.visitId || (await Visit.Start(stop.team.id)).visit.id;
    go('visit', id);
  });
  return (
    <>
      <PageHeader
        title="现场检查"
        note={`今日路线单（${info.workspace.today}）：按次序逐户检查，所填内容随时保存。`}
      >
        {info.workspace.kind === 'field' && (
          <Button onClick={() => go('visit', 'nonrandom')}>开始非随机检查</Button>
        )}
      </PageHeader>
      <ErrorAlert error={error} onRetry={reload} />
      <ErrorAlert error={start.error} />
      <Table<Stop>
        size="middle"
        loading={loading}
        rowKey={(s) => s.team.id}
        dataSource={data}
        scroll={{ x: 'max-content' }}
        pagination={(data?.length ?? 0) > 20 && { pageSize: 20, showTotal: (n) => `共 ${n} 户` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                info.workspace.kind === 'field'
                  ? '还没有派发给本机的检查对象，请先在“派发与交换”中打开任务包；举报、交办、突发的，点“开始非随机检查”'
                  : '没有正在外勤检查的对象'
              }
            />
          ),
        }}
        columns={[
          { key: 'order', title: '次序', render: (_, s) => s.team.order },
          {
            key: 'subject',
            title: '检查对象',
            className: 'wide-cell',
            render: (_, s) => (
              <>
                {s.subjectName}
                <br />
                <small>{s.address}</small>
                {s.frequency && (
                  <>
                    <br />
                    <small>{s.frequency}</small>
                  </>
                )}
              </>
            ),
          },
          { key: 'trade', title: '行业', dataIndex: 'trade' },
          {
            key: 'team',
            title: '检查组',
            render: (_, s) => (
              <>
                {s.team.members.find((m) => m.inspector === s.team.leader)?.name}（组长）
                <br />
                <small>
                  {s.team.members
                    .filter((m) => m.inspector !== s.team.leader)
                    .map((m) => m.name + (m.unconfirmed ? '（待核）' : ''))
                    .join('、')}
                </small>
              </>
            ),
          },
          {
            key: 'task',
            title: '任务',
            render: (_, s) => <a href={href('team', s.team.task)}>{s.taskNo}</a>,
          },
          { key: 'state', title: '状态', render: (_, s) => <StopState stop={s} /> },
          {
            key: 'act',
            title: '操作',
            render: (_, s) => (
              <Button
                type={s.visitState === 'open' ? 'primary' : 'default'}
                aria-label={`${actOf(s)}：${s.subjectName}`}
                disabled={s.visitId === '' && info.workspace.kind !== 'field'}
                onClick={() => start.run(s)}
              >
                {actOf(s)}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}

function actOf(stop: Stop): string {
  if (stop.visitId === '') return '开始检查';
  return stop.visitState === 'open' ? '继续检查' : '查看与文书';
}

function StopState({ stop }: { stop: Stop }) {
  const color = { open: 'processing', finished: 'success', handed: 'default' }[stop.visitState];
  return (
    <>
      <Tag color={color}>{stop.visitLabel}</Tag>
      {stop.visitState === 'open' && stop.problems > 0 && <small>尚缺 {stop.problems} 处</small>}
    </>
  );
}
