import { Steps } from 'antd';
import { type Task, type TaskState, TaskStateLabels } from '../api/generated';

/** stepsOf are the states a task passes, in order; one drawn by the platform is never frozen here. */
export function stepsOf(task: Pick<Task, 'origin'>): TaskState[] {
  const states = Object.keys(TaskStateLabels) as TaskState[];
  return task.origin === 'platform' ? states.filter((s) => s !== 'frozen') : states;
}

/** StepBar shows how far a task has come. */
export function StepBar({ task }: { task: Pick<Task, 'origin' | 'state'> }) {
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
