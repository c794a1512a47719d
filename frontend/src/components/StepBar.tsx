import { Steps } from 'antd';
import { type Task, type TaskState, TaskStateLabels } from '../api/generated';

/** stepsOf are the states a task passes, in order; one drawn by the platform is never frozen here, and of a 非随机检查 nothing is drawn. */
export function stepsOf(task: Pick<Task, 'origin'> & Partial<Pick<Task, 'kind'>>): TaskState[] {
  const states = Object.keys(TaskStateLabels) as TaskState[];
  if (task.kind === 'nonrandom') return states.slice(states.indexOf('locked'));
  return task.origin === 'platform' ? states.filter((s) => s !== 'frozen') : states;
}

/** StepBar shows how far a task has come. */
export function StepBar({
  task,
}: {
  task: Pick<Task, 'origin' | 'state'> & Partial<Pick<Task, 'kind'>>;
}) {
  const states = stepsOf(task);
  const at = states.indexOf(task.state);
  return (
    <Steps
      className="step-bar"
      size="small"
      titlePlacement="vertical"
      current={task.state === 'closed' ? at + 1 : at}
      items={states.map((s) => ({ title: TaskStateLabels[s] }))}
    />
  );
}
