import { Button, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { type RequestView, type Task, Team, type TeamView } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { AskForm } from './AskForm';
import { DecideForm } from './DecideForm';
import { FilePaper } from './FilePaper';
import { RelieveForm } from './RelieveForm';
import { drawnText } from './ReplaceForm';

interface Props {
  task: Task;
  teams: TeamView[];
  /** version asks again when it changes. */
  version: number;
  onDone: (text: string) => void;
  /** onDrawn: an inspector was drawn into this team. */
  onDrawn: (team: string, text: string) => void;
}

/** Requests lists who was, or is to be, replaced: cause, deadline, decision, draw (art. 16). */
export function Requests({ task, teams, version, onDone, onDrawn }: Props) {
  const { info } = useSession();
  const role = info.actor.role;
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(() => Team.Requests(task.id), [task.id, version]);
  const { data: requests, error, reload } = useLoad(load);
  const [asking, setAsking] = useState(false);
  const [relieving, setRelieving] = useState<RequestView>();
  const [filing, setFiling] = useState('');
  const [deciding, setDeciding] = useState<RequestView>();
  const draw = useAction(async (v: RequestView) => {
    const r = await Team.Replace({ request: v.request.id, inputKind: 'none', inputNote: '' });
    onDrawn(r.team.id, drawnText(r));
  });
  const late = useAction(async (v: RequestView) => {
    await Team.Postpone(v.request.id);
    onDone(`${v.subjectName}：已登记改期`);
  });
  const office = info.workspace.kind === 'office';
  const mayDecide = ['office', 'leader', 'deputy', 'head'].includes(role);
  const columns: TableColumnsType<RequestView> = [
    { key: 'subject', title: '检查对象', render: (_, v) => `${v.order} ${v.subjectName}` },
    {
      key: 'who',
      title: '人员与理由',
      render: (_, v) => (
        <>
          {v.request.name} {v.causeLabel && <Tag>{v.causeLabel}</Tag>}
          <br />
          <span className="under">{v.request.reason}</span>
        </>
      ),
    },
    {
      key: 'asked',
      title: '申请',
      render: (_, v) => (
        <>
          {v.request.asker}
          <br />
          <span className="under">{formatInstant(v.request.askedAt)}</span>
        </>
      ),
    },
    {
      key: 'due',
      title: '决定期限',
      className: 'nowrap',
      render: (_, v) => (
        <>
          {v.request.dueOn || '-'} {v.overdue && <Tag color="error">已逾期</Tag>}
        </>
      ),
    },
    {
      key: 'decided',
      title: '决定',
      render: (_, v) =>
        v.request.approver && (
          <>
            {v.request.approver}（{v.request.post}）
            <br />
            <span className="under">{v.request.opinion}</span>
            {v.paperDue && (
              <>
                <br />
                <span className="under">应于 {formatInstant(v.paperDue)} 前补办书面</span>
              </>
            )}
          </>
        ),
    },
    { key: 'state', title: '状态与换上的人员', render: (_, v) => <Outcome of={v} teams={teams} /> },
    {
      key: 'act',
      title: '办理',
      render: (_, v) => (
        <Flex gap="small">
          {office && mayDecide && v.request.state === 'asked' && (
            <Button
              size="small"
              aria-label={`决定 ${v.request.name} 的申请`}
              onClick={() => setDeciding(v)}
            >
              决定
            </Button>
          )}
          {office && mayDecide && v.paperDue && (
            <Button
              size="small"
              aria-label={`补办更换 ${v.request.name} 的书面审批`}
              onClick={() => setFiling(v.request.approval)}
            >
              补办书面
            </Button>
          )}
          {role === 'office' && v.request.state === 'approved' && v.deputed && (
            <Button
              size="small"
              aria-label={`代录接替 ${v.request.name} 的人员`}
              onClick={() => setRelieving(v)}
            >
              代录接替人员
            </Button>
          )}
          {role === 'office' && v.request.state === 'approved' && !v.deputed && (
            <>
              <Button size="small" loading={draw.running} onClick={() => draw.run(v)}>
                重新随机抽取
              </Button>
              <Button size="small" loading={late.running} onClick={() => late.run(v)}>
                登记改期
              </Button>
            </>
          )}
        </Flex>
      ),
    },
  ];
  const mayAsk = office && ['office', 'leader', 'member'].includes(role);
  return (
    <section aria-label="更换与回避">
      <Flex justify="space-between" align="center" gap="small" wrap className="table-tools">
        <Typography.Title level={2} className="section-title">
          更换与回避（{requests?.length ?? 0} 项）
        </Typography.Title>
        {mayAsk && <Button onClick={() => setAsking(true)}>申请更换或回避</Button>}
      </Flex>
      <ErrorAlert error={error ?? draw.error ?? late.error} onRetry={reload} />
      <Table<RequestView>
        size="small"
        columns={columns}
        dataSource={requests}
        rowKey={(v) => v.request.id}
        pagination={false}
        scroll={{ x: 960 }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                office
                  ? '没有更换和回避。确需更换的，在上表该组点“更换人员”；与检查对象有利害关系的，应当申请回避。'
                  : '没有电话告知的更换。'
              }
            />
          ),
        }}
      />
      <AskForm
        teams={teams}
        open={asking}
        onClose={() => setAsking(false)}
        onSaved={(text) => {
          setAsking(false);
          onDone(text);
        }}
      />
      <RelieveForm
        task={task}
        view={relieving}
        onClose={() => setRelieving(undefined)}
        onSaved={(team, text) => {
          setRelieving(undefined);
          onDrawn(team, text);
        }}
      />
      <FilePaper
        approval={filing}
        onClose={() => setFiling('')}
        onSaved={() => {
          setFiling('');
          onDone('已补办书面审批');
        }}
      />
      <DecideForm
        view={deciding}
        onClose={() => setDeciding(undefined)}
        onSaved={(text) => {
          setDeciding(undefined);
          onDone(text);
        }}
      />
    </section>
  );
}

const colours = {
  asked: 'warning',
  approved: 'warning',
  refused: 'default',
  done: 'success',
  phoned: 'warning',
  confirmed: 'success',
  contradicted: 'error',
} as const;

function Outcome({ of: v, teams }: { of: RequestView; teams: TeamView[] }) {
  const change = teams
    .find((t) => t.team.id === v.request.team)
    ?.team.changes.find((c) => c.request === v.request.id);
  const told = v.request.phoned;
  return (
    <>
      <Tag color={colours[v.request.state]}>{v.stateLabel}</Tag>
      {change &&
        (change.attempt > 0
          ? `${change.new.name}（第 ${change.attempt} 次更换抽取）`
          : `${change.new.name}（该部门另派）`)}
      {told && `${told.name}（${told.badge}）`}
    </>
  );
}
