import { Button } from 'antd';
import { useState } from 'react';
import { useDone } from '../../components/Done';
import { PageHeader } from '../../components/PageHeader';
import { TaskTable } from '../../components/TaskTable';
import { go, useRoute } from '../../lib/route';
import { NewNonRandom } from './NewNonRandom';
import { NewTask } from './NewTask';
import { TaskDetail } from './TaskDetail';

/** 抽查任务: the list, a new one, or one in detail. */
export default function Page() {
  const [, view, plan] = useRoute();
  const [done, say] = useDone();
  const [version, setVersion] = useState(0);
  if (view === 'new') {
    return (
      <NewTask
        plan={plan ?? ''}
        onSaved={(task) => {
          say(`任务 ${task.no} 已新建`);
          setVersion((v) => v + 1);
          go('task', task.id);
        }}
      />
    );
  }
  if (view === 'nonrandom') {
    return (
      <NewNonRandom
        onSaved={(task) => {
          say(`非随机检查 ${task.no} 已新建，名单已锁定`);
          setVersion((v) => v + 1);
          go('task', task.id);
        }}
      />
    );
  }
  if (view) return <TaskDetail key={view} id={view} notice={done} onDone={say} />;
  return (
    <>
      <PageHeader
        title="抽查任务"
        note="抽取前冻结名录，抽取后锁定名单，再派发（第十三条、第十四条）"
      >
        <Button type="primary" onClick={() => go('task', 'new')}>
          新建任务
        </Button>
        <Button onClick={() => go('task', 'nonrandom')}>新建非随机检查</Button>
      </PageHeader>
      <TaskTable stage="task" version={version} />
    </>
  );
}
