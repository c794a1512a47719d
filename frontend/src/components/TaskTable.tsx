import { type TableColumnsType, Tag } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { OriginLabels, Task, TaskStateLabels, type Task as TaskType } from '../api/generated';
import { nextStep } from '../lib/next';
import { href } from '../lib/route';
import { DataTable, type PageQuery } from './DataTable';
import { Days } from './Days';

interface Props {
  /** stage is the page that a task's number leads to. */
  stage: string;
  tools?: ReactNode;
  /** version asks again when it changes. */
  version?: number;
}

/** TaskTable lists the tasks, newest first: where one chooses the task to work on. */
export function TaskTable({ stage, tools, version = 0 }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(
    (q: PageQuery) => Task.List({ ...q, trade: '', department: '' }),
    [version],
  );
  return (
    <DataTable<TaskType>
      label="抽查任务"
      columns={columnsFor(stage)}
      rowKey="id"
      load={load}
      tools={tools}
      empty="还没有抽查任务。先在“抽查任务”中按年度计划新建。"
    />
  );
}

/** TaskStateTag shows a task's state; what waits for somebody here is coloured. */
export function TaskStateTag({ state }: { state: TaskType['state'] }) {
  const colour = state === 'closed' ? 'success' : state === 'dispatched' ? 'default' : 'processing';
  return <Tag color={colour}>{TaskStateLabels[state]}</Tag>;
}

/** sourceOf says where a task's list came from. */
function sourceOf(task: TaskType) {
  if (task.kind !== 'nonrandom') return OriginLabels[task.origin];
  return <Tag color="gold">非随机检查{task.inField && '（外勤）'}</Tag>;
}

function columnsFor(stage: string): TableColumnsType<TaskType> {
  return [
    {
      key: 'no',
      title: '任务编号',
      className: 'nowrap',
      sorter: true,
      render: (_, t) => <a href={href(stage, t.id)}>{t.no}</a>,
    },
    { key: 'name', title: '任务名称', dataIndex: 'name', sorter: true },
    {
      key: 'from',
      title: '起止日期',
      sorter: true,
      className: 'nowrap',
      render: (_, t) => <Days from={t.from} to={t.to} />,
    },
    { key: 'origin', title: '来源', render: (_, t) => sourceOf(t) },
    {
      key: 'winners',
      title: '检查对象',
      align: 'right',
      render: (_, t) => `${t.winners.length} 户`,
    },
    {
      key: 'state',
      title: '状态',
      sorter: true,
      render: (_, t) => <TaskStateTag state={t.state} />,
    },
    {
      key: 'next',
      title: '下一步',
      render: (_, t) => {
        const next = nextStep(t);
        return next ? <a href={next.href}>{next.text}</a> : '已办结';
      },
    },
  ];
}
