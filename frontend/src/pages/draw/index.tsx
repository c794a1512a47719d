import './draw.css';
import { PageHeader } from '../../components/PageHeader';
import { TaskTable } from '../../components/TaskTable';
import { useRoute } from '../../lib/route';
import { DrawTask } from './DrawTask';

/** 随机抽取: choose a task, then freeze, witness and draw. */
export default function Page() {
  const [, task, purpose] = useRoute();
  if (task) return <DrawTask key={task} id={task} purpose={purpose} />;
  return (
    <>
      <PageHeader
        title="随机抽取"
        note="选择任务。抽取前冻结名录并由见证人留存声明，再录入公共随机输入（第十三条至第十六条）"
      />
      <TaskTable stage="draw" />
    </>
  );
}
