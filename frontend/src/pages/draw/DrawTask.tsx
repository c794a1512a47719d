import { Flex, Spin, Tabs } from 'antd';
import { useCallback } from 'react';
import { Draw, Task } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { StepBar } from '../../components/StepBar';
import { TaskStateTag } from '../../components/TaskTable';
import { go, href } from '../../lib/route';
import { useLoad } from '../../lib/useLoad';
import { Purpose } from './Purpose';

interface Props {
  id: string;
  /** purpose is the tab of the address; without it the task's state decides. */
  purpose: string | undefined;
}

/** DrawTask shows the draws of one task: its subjects, then its inspectors. */
export function DrawTask({ id, purpose }: Props) {
  const load = useCallback(async () => {
    const [task, draws] = await Promise.all([Task.Get(id), Draw.List(id)]);
    return { task, draws };
  }, [id]);
  const { data, error, reload } = useLoad(load);
  const [notice, say] = useDone();
  const done = (text: string) => {
    say(text);
    reload();
  };
  if (!data) {
    return (
      <>
        <PageHeader title="随机抽取">
          <a href={href('draw')}>选择其他任务</a>
        </PageHeader>
        <ErrorAlert error={error} onRetry={reload} />
        {!error && <Spin className="page-spin" description="正在打开" />}
      </>
    );
  }
  const { task, draws } = data;
  const subjectsFirst = ['draft', 'frozen', 'drawn'].includes(task.state);
  const shown = purpose ?? (subjectsFirst ? 'subjects' : 'inspectors');
  const panel = (wanted: 'subjects' | 'inspectors') => (
    <Purpose
      task={task}
      purpose={wanted}
      draws={draws.filter((d) => d.purpose === wanted)}
      onDone={done}
    />
  );
  return (
    <Flex vertical gap="middle">
      <PageHeader
        title={`随机抽取：${task.name}`}
        note={
          <>
            任务编号 {task.no} <TaskStateTag state={task.state} />
          </>
        }
      >
        <a href={href('draw')}>选择其他任务</a>
        <a href={href('task', task.id)}>任务详情</a>
      </PageHeader>
      {notice}
      <ErrorAlert error={error} onRetry={reload} />
      <StepBar task={task} />
      <Tabs
        activeKey={shown}
        onChange={(key) => go('draw', task.id, key)}
        destroyOnHidden
        items={[
          { key: 'subjects', label: '抽取检查对象', children: panel('subjects') },
          { key: 'inspectors', label: '匹配检查人员', children: panel('inspectors') },
        ]}
      />
    </Flex>
  );
}
