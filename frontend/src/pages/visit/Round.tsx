import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Alert, Button, Empty, Flex, Table, Tag } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Paper, type Stop, Visit } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { PageHeader } from '../../components/PageHeader';
import { go, href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { afterLeaving } from '../../lib/useAutosave';
import { useLoad } from '../../lib/useLoad';
import { moved, tally } from './round';
import { actOf, Firm, StopState } from './StopCells';

async function today(): Promise<Stop[]> {
  await afterLeaving();
  return Visit.Today();
}

/** Round is 今日路线单: the firms this workspace may visit, in the leader's order, and what each still lacks. */
export function Round() {
  const { info } = useSession();
  const { data: read, error, loading, reload } = useLoad(today);
  const [data, setData] = useState<Stop[]>();
  useEffect(() => setData(read), [read]);
  const [said, setSaid] = useState('');
  const [left, setLeft] = useState<string[]>([]);
  const [done, say] = useDone();
  const held = useRef('');
  const field = info.workspace.kind === 'field';
  const start = useAction(async (stop: Stop) => {
    const id = stop.visitId || (await Visit.Start(stop.team.id)).visit.id;
    go('visit', id);
  });
  const arrange = useAction(async (stop: Stop, by: number) => {
    const order = data && moved(data, stop.team.id, by);
    if (!order) return;
    held.current = stop.team.id;
    const stops = await Visit.Arrange(order.map((s) => s.team.id));
    setData(stops);
    setSaid(
      `“${stop.subjectName}”现在第 ${order.findIndex((s) => s.team.id === stop.team.id) + 1} 户`,
    );
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the rows stand in their new order
  useEffect(() => {
    if (held.current) document.getElementById(`order-${held.current}`)?.focus();
    held.current = '';
  }, [data]);

  return (
    <>
      <PageHeader
        title="现场检查"
        note={`今日路线单（${info.workspace.today}）　${data?.length ? tally(data) : '按次序逐户检查，所填内容随时保存'}`}
      >
        {field && (
          <ExportButton
            label="批量制作文书"
            note="为还没有查完的各户制作检查通知书和现场检查表，按路线次序合成一个 PDF，打开后一次打印。已制作的不重复编号。"
            name={`今日文书-${info.workspace.today}.pdf`}
            onExport={async (out) => {
              const set = await Paper.RoundSet([], out);
              setLeft(set.left);
            }}
            onDone={say}
          />
        )}
        {field && <Button onClick={() => go('visit', 'nonrandom')}>开始非随机检查</Button>}
      </PageHeader>
      {done}
      {left.length > 0 && (
        <Alert
          className="error-alert"
          type="warning"
          showIcon
          title={`有 ${left.length} 户没有准备文书`}
          description={left.join('；')}
        />
      )}
      <ErrorAlert error={error} onRetry={reload} />
      <ErrorAlert error={start.error ?? arrange.error} />
      <p role="status" aria-label="次序" className="visually-hidden">
        {said}
      </p>
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
                field
                  ? '还没有派发给本机的检查对象，请先在“派发与交换”中打开任务包；举报、交办、突发的，点“开始非随机检查”'
                  : '没有正在外勤检查的对象'
              }
            />
          ),
        }}
        columns={[
          {
            key: 'order',
            title: '次序',
            render: (_, s, i) => (
              <Place stop={s} at={i} onMove={field ? (by) => arrange.run(s, by) : undefined} />
            ),
          },
          {
            key: 'subject',
            title: '检查对象',
            className: 'wide-cell',
            render: (_, s) => <Firm stop={s} />,
          },
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
            title: '任务、期限',
            render: (_, s) => (
              <>
                <a href={href('team', s.team.task)}>{s.taskNo}</a>
                <br />
                <small>{s.dueOn} 前</small> {s.late && <Tag color="error">已过期</Tag>}
              </>
            ),
          },
          {
            key: 'state',
            title: '状态与待办',
            className: 'wide-cell',
            render: (_, s) => <StopState stop={s} />,
          },
          {
            key: 'act',
            title: '操作',
            render: (_, s) => (
              <Button
                type={s.visitState === 'open' ? 'primary' : 'default'}
                aria-label={`${actOf(s)}：${s.subjectName}`}
                disabled={s.visitId === '' && !field}
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

/** Place is a firm's place on the round; the arrow keys move it. */
function Place({
  stop,
  at,
  onMove,
}: {
  stop: Stop;
  at: number;
  onMove: ((by: number) => void) | undefined;
}) {
  if (!onMove) return <>{at + 1}</>;
  const press = (e: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[e.key];
    if (by === undefined) return;
    e.preventDefault();
    onMove(by);
  };
  return (
    <Flex align="center" gap={2}>
      <Button
        type="text"
        size="small"
        id={`order-${stop.team.id}`}
        aria-label={`次序 ${at + 1}：${stop.subjectName}，按上下方向键调整`}
        onKeyDown={press}
      >
        {at + 1}
      </Button>
      <span className="move" aria-hidden>
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          icon={<ArrowUpOutlined />}
          onClick={() => onMove(-1)}
        />
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          icon={<ArrowDownOutlined />}
          onClick={() => onMove(1)}
        />
      </span>
    </Flex>
  );
}
