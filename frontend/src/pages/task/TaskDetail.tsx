import { Alert, Button, Flex, Spin, Typography } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { ExemptLabels, OriginLabels, Task } from '../../api/generated';
import { ConfirmModal } from '../../components/ConfirmModal';
import { Details } from '../../components/DetailDrawer';
import { ErrorAlert } from '../../components/ErrorAlert';
import { IssuePaper } from '../../components/IssuePaper';
import { MediaModal } from '../../components/Media';
import { PageHeader } from '../../components/PageHeader';
import { StepBar } from '../../components/StepBar';
import { TaskStateTag } from '../../components/TaskTable';
import { nextStep } from '../../lib/next';
import { formatPercent } from '../../lib/ratio';
import { href } from '../../lib/route';
import { useKeepFocus } from '../../lib/useKeepFocus';
import { useLoad } from '../../lib/useLoad';
import { namesOf, useMatters } from '../../lib/useMatters';
import { Exceptions } from './Exceptions';
import { OriginFile } from './OriginFile';
import { PlatformList } from './PlatformList';
import { Pool } from './Pool';
import { ruleText } from './rule';
import { UnitsProgress } from './UnitsProgress';
import { Winners } from './Winners';

interface Props {
  id: string;
  notice: ReactNode;
  onDone: (text: string) => void;
}

/** TaskDetail shows one task: where it stands, what is next, its pool as counts, and who was drawn. */
export function TaskDetail({ id, notice, onDone }: Props) {
  const load = useCallback(() => Task.Get(id), [id]);
  const { data: task, error, reload } = useLoad(load);
  const [locking, setLocking] = useState(false);
  const part = useKeepFocus<HTMLDivElement>(task?.state ?? '');
  const [version, setVersion] = useState(0); // the pool is counted anew after each step
  const done = (text: string) => {
    onDone(text);
    setVersion((v) => v + 1);
    reload();
  };
  if (!task) {
    return (
      <>
        <PageHeader title="抽查任务">
          <a href={href('task')}>返回任务列表</a>
        </PageHeader>
        <ErrorAlert error={error} onRetry={reload} />
        {!error && <Spin className="page-spin" description="正在打开任务" />}
      </>
    );
  }
  const next = nextStep(task);
  const here = next?.href === href('task', task.id);
  return (
    <Flex ref={part} tabIndex={-1} vertical gap="middle" className="part">
      <PageHeader
        title={task.name}
        note={
          <>
            任务编号 {task.no} <TaskStateTag state={task.state} />
          </>
        }
      >
        <a href={href('task')}>返回任务列表</a>
      </PageHeader>
      {notice}
      <ErrorAlert error={error} onRetry={reload} />
      <StepBar task={task} />
      {next && (
        <Alert
          type="info"
          showIcon
          role="region"
          aria-label="下一步"
          title={here ? `下一步：${next.text}` : <a href={next.href}>下一步：{next.text}</a>}
          action={
            task.state === 'drawn' && (
              <Button type="primary" onClick={() => setLocking(true)}>
                锁定名单
              </Button>
            )
          }
        />
      )}
      {task.state === 'draft' && task.origin === 'platform' && (
        <PlatformList task={task} onDone={done} />
      )}
      {(task.state === 'draft' || task.state === 'frozen') && task.origin === 'local' && (
        <Pool key={version} task={task} />
      )}
      {task.kind !== 'nonrandom' && <Exceptions task={task} onDone={done} />}
      {(task.state === 'matched' || task.state === 'approved') && (
        <IssuePaper kind="approval" name="行政检查审批表" of={task.id} onDone={onDone} />
      )}
      {task.state === 'locked' && task.parent === '' && (
        <p className="dialog-note">
          由派出所、大队执行的，匹配人员之前先
          <a className="text-link" href={href('dispatch', task.id, 'units')}>
            分派执行单位
          </a>
          。
        </p>
      )}
      {task.shares.length > 0 && <UnitsProgress id={task.id} />}
      {task.winners.length > 0 && <Winners task={task} />}
      <section>
        <Typography.Title level={2} className="section-title">
          任务设置
        </Typography.Title>
        <TaskDetails task={task} />
      </section>
      <ConfirmModal
        title="锁定名单"
        open={locking}
        okText="确认锁定"
        onClose={() => setLocking(false)}
        onOk={async () => {
          await Task.Lock(task.id);
          done('名单已锁定');
        }}
      >
        抽中的 {task.winners.length}{' '}
        户将作为检查对象名单确认锁定（第十四条）。锁定后不能增减或更换。
      </ConfirmModal>
    </Flex>
  );
}

function TaskDetails({ task }: { task: Task }) {
  return task.nonRandom ? <NonRandomDetails task={task} /> : <RandomDetails task={task} />;
}

/** NonRandomDetails says why nothing was drawn, and on what that rests (art. 3). */
function NonRandomDetails({ task }: { task: Task }) {
  const { data: matters = [] } = useMatters();
  const why = task.nonRandom;
  const [shown, setShown] = useState(false);
  return (
    <>
      <Details
        of={[
          { label: '种类', value: `非随机检查${task.inField ? '（外勤直接开展）' : ''}` },
          { label: '情形（第三条）', value: why && ExemptLabels[why.item] },
          { label: '理由', value: why?.reason },
          {
            label: '依据材料',
            value: why?.proof && (
              <Button type="link" className="row-link" onClick={() => setShown(true)}>
                {why.proofName}
              </Button>
            ),
          },
          { label: '检查事项', value: namesOf(task.matters, matters).join('、') },
          { label: '起止日期', value: `${task.from} 至 ${task.to}` },
          { label: '检查机关', value: task.organ },
          { label: '实施部门', value: task.departments.join('、') },
          { label: '每户检查人员', value: `${task.perSubject} 名` },
          { label: '外勤临时编号', value: task.fieldNo },
        ]}
      />
      <MediaModal
        file={
          shown && why
            ? { sha256: why.proof, mime: proofType(why.proofName), name: why.proofName }
            : undefined
        }
        onClose={() => setShown(false)}
      />
    </>
  );
}

function proofType(name: string): string {
  if (/\.pdf$/i.test(name)) return 'application/pdf';
  return /\.txt$/i.test(name) ? 'text/plain' : 'image/*';
}

function RandomDetails({ task }: { task: Task }) {
  const { data: matters = [] } = useMatters();
  const amount =
    task.total > 0 ? `${task.total} 户` : `${formatPercent(task.ratioNum, task.ratioDen)}%`;
  return (
    <Details
      of={[
        {
          label: '任务来源',
          value: task.plan
            ? `年度计划 ${task.planNo} ${task.planName}`
            : `计划外临时设置：${task.adHocReason}`,
        },
        { label: '抽查事项', value: namesOf(task.matters, matters).join('、') },
        { label: '对象范围', value: task.scope },
        { label: '行业类别', value: task.trades.join('、') },
        { label: '起止日期', value: `${task.from} 至 ${task.to}` },
        { label: '检查机关', value: task.organ },
        { label: '发起部门', value: task.lead },
        {
          label: '参与部门',
          value: task.departments.join('、') + (task.joint ? '（跨部门联合）' : ''),
        },
        { label: '每户检查人员', value: `${task.perSubject} 名` },
        {
          label: '抽取来源',
          value: OriginLabels[task.origin] + (task.originReason ? `：${task.originReason}` : ''),
        },
        { label: '抽取数量', value: task.origin === 'local' ? amount : '以平台名单为准' },
        { label: '抽取规则', value: ruleText(task) },
        {
          label: '锁定时名录库有效对象',
          value:
            task.lockedOn &&
            (task.registers ?? []).map((r) => `${r.department} ${r.subjects} 户`).join('、') +
              `（${task.lockedOn}）`,
        },
        { label: '抽查名单公开日期', value: task.rule?.namesFrom },
        { label: '平台任务编号', value: task.platformNo },
        {
          label: '平台名单文件',
          value: task.originFile && <OriginFile task={task} />,
        },
      ]}
    />
  );
}
