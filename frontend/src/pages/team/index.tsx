import { PageHeader } from '../../components/PageHeader';
import { TaskTable } from '../../components/TaskTable';
import { useRoute } from '../../lib/route';
import { TeamTask } from './TeamTask';

/** 检查组: choose a task, then its leaders, schemes and approval. */
export default function Page() {
  const [, task] = useRoute();
  if (task) return <TeamTask key={task} id={task} />;
  return (
    <>
      <PageHeader
        title="检查组"
        note="选择任务。每个检查对象不少于两名检查人员，选定一人为组长（第十五条、第十六条）"
      />
      <TaskTable stage="team" />
    </>
  );
}
