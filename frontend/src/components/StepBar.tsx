import { Steps } from 'antd';
import { type Task, type TaskState, TaskStateLabels } from '../api/generated';

/** What a task does not pass when units carry it out, and when this office does. */
const units: TaskState[] = ['matched', 'approved', 'dispatched'];
const alone: TaskState[] = ['assigned'];

/** stepsOf are the states a task passes, in order; one drawn by the platform is never frozen here, and of a 非随机检查 nothing is drawn. */
export function stepsOf(
  task: Pick<Task, 'origin'> & Partial<Pick<Task, 'kind' | 'shares'>>,
): TaskState[] {
  const left = task.shares?.length ? units : alone;
  const states = (Object.keys(TaskStateLabels) as TaskState[]).filter((s) => !left.includes(s));
  if (task.kind === 'nonrandom') return states.slice(states.indexOf('locked'));
  return task.origin === 'platform' ? states.filter((s) => s !== 'frozen') : states;
}

/** StepBar shows how far a task has come. */
export function StepBar({
  task,
}: {
  task: Pick<Task, 'origin' | 'state'> & Partial<Pick<Task, 'kind' | 'shares'>>;
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
