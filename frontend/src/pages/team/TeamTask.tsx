import { Alert, Button, Flex, Spin, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { Task, Team } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { StepBar } from '../../components/StepBar';
import { TaskStateTag } from '../../components/TaskTable';
import { nextStep } from '../../lib/next';
import { href } from '../../lib/route';
import { useAction } from '../../lib/useAction';
import { useKeepFocus } from '../../lib/useKeepFocus';
import { useLoad } from '../../lib/useLoad';
import { ApprovalPanel } from './ApprovalPanel';
import { ChangedTeam } from './ChangedTeam';
import { HandTeams } from './HandTeams';
import { OtherDepartments } from './OtherDepartments';
import { Ownership } from './Ownership';
import { Requests } from './Requests';
import { TeamTable } from './TeamTable';

/** TeamTask shows the teams of one task, and the approval that lets them go out. */
export function TeamTask({ id }: { id: string }) {
  const load = useCallback(async () => {
    const [task, teams] = await Promise.all([Task.Get(id), Team.List(id)]);
    return { task, teams };
  }, [id]);
  const { data, error, reload } = useLoad(load);
  const waiting = data?.teams.filter((v) => v.team.state === 'matched').length ?? 0;
  const part = useKeepFocus<HTMLDivElement>(`${data?.task.state} ${waiting}`);
  const [notice, say] = useDone();
  const [version, setVersion] = useState(0);
  const [changed, setChanged] = useState('');
  const again = () => {
    setVersion((n) => n + 1);
    reload();
  };
  const done = (text: string) => {
    if (text) say(text);
    again();
  };
  const drawn = (team: string, text: string) => {
    setChanged(team);
    done(text);
  };
  const accept = useAction(async () => {
    const n = await Team.AcceptProposed(id);
    done(`已按抽取建议为 ${n} 个检查组选定组长`);
  });
  if (!data) {
    return (
      <>
        <PageHeader title="检查组">
          <a href={href('team')}>选择其他任务</a>
        </PageHeader>
        <ErrorAlert error={error} onRetry={reload} />
        {!error && <Spin className="page-spin" description="正在打开" />}
      </>
    );
  }
  const { task, teams } = data;
  const open = task.deputed.filter((d) =>
    teams.some((v) => !v.team.members.some((m) => m.department === d)),
  );
  const next = nextStep({ ...task, leaderless: waiting });
  return (
    <Flex ref={part} tabIndex={-1} vertical gap="middle" className="part">
      <PageHeader
        title={`检查组：${task.name}`}
        note={
          <>
            任务编号 {task.no} <TaskStateTag state={task.state} />
          </>
        }
      >
        <a href={href('team')}>选择其他任务</a>
        <a href={href('task', task.id)}>任务详情</a>
      </PageHeader>
      {notice}
      <ErrorAlert error={error} onRetry={reload} />
      <StepBar task={task} />
      {teams.length === 0 && task.kind === 'nonrandom' && task.state === 'locked' ? (
        <HandTeams task={task} onDone={done} />
      ) : teams.length === 0 ? (
        <Alert
          type="info"
          showIcon
          title="还没有检查组：检查人员匹配以后产生。"
          action={next && <a href={next.href}>下一步：{next.text}</a>}
        />
      ) : (
        <>
          {task.state !== 'matched' && next && (
            <Alert
              type="success"
              showIcon
              title="检查组和审批已办妥。"
              action={<a href={next.href}>下一步：{next.text}</a>}
            />
          )}
          <section aria-label="检查组">
            <Flex justify="space-between" align="center" gap="small" wrap className="table-tools">
              <Typography.Title level={2} className="section-title">
                检查组（{teams.length} 个，{waiting > 0 ? `待选组长 ${waiting} 个` : '组长均已选定'}
                ）
              </Typography.Title>
              {waiting > 0 && (
                <Button type="primary" loading={accept.running} onClick={() => accept.run()}>
                  全部采纳抽取建议的组长
                </Button>
              )}
            </Flex>
            <ErrorAlert error={accept.error} />
            {open.length > 0 && (
              <Alert
                className="error-alert"
                type="warning"
                showIcon
                title={`${open.join('、')}在名录库中没有人员：先代录其检查人员，再选定组长（第十五条）。`}
              />
            )}
            <TeamTable task={task} teams={teams} onDone={done} onDrawn={drawn} />
          </section>
          {task.joint && <Ownership task={task} teams={teams} />}
          {task.joint && <OtherDepartments teams={teams.map((v) => v.team.id)} />}
          <Requests task={task} teams={teams} version={version} onDone={done} onDrawn={drawn} />
          <ApprovalPanel task={task} waiting={waiting} onDone={done} />
          <ChangedTeam
            task={task}
            view={teams.find((v) => v.team.id === changed)}
            onClose={() => setChanged('')}
            onChanged={again}
          />
        </>
      )}
    </Flex>
  );
}
