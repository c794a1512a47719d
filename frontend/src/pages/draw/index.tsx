import './draw.css';
import { PageHeader } from '../../components/PageHeader';
import { TaskTable } from '../../components/TaskTable';
import { href, useRoute } from '../../lib/route';
import { DrawTask } from './DrawTask';
import { VerifyDraw } from './VerifyDraw';

/** 随机抽取: choose a task, then freeze, witness and draw. */
export default function Page() {
  const [, task, purpose] = useRoute();
  if (task === 'verify') {
    return (
      <>
        <PageHeader
          title="核验抽取"
          note="任何一次抽取都可以由任何人用它的材料重算；本页不需要任务，也不改动任何内容"
        >
          <a href={href('draw')}>返回随机抽取</a>
        </PageHeader>
        <VerifyDraw />
      </>
    );
  }
  if (task) return <DrawTask key={task} id={task} purpose={purpose} />;
  return (
    <>
      <PageHeader
        title="随机抽取"
        note="选择任务。抽取前冻结名录并由见证人留存声明，再录入公共随机输入（第十三条至第十六条）"
      >
        <a href={href('draw', 'verify')}>核验并重算一次抽取</a>
      </PageHeader>
      <TaskTable stage="draw" />
    </>
  );
}
