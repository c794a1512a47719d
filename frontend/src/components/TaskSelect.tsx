import { Select } from 'antd';
import { Task, TaskStateLabels } from '../api/generated';
import { useLoad } from '../lib/useLoad';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  id?: string;
  value?: string;
  onChange?: (task: string) => void;
  /** all is the choice of every task, when there is one. */
  all?: string;
}

/** newest tasks are offered; an older one is reached from the task's own page. */
const newest = 300;

function listTasks() {
  return Task.List({ search: '', trade: '', department: '', order: '', page: 1, size: newest });
}

/** TaskSelect chooses a task by its number or name. */
export function TaskSelect({ id, value, onChange, all }: Props) {
  const { data, error, loading, reload } = useLoad(listTasks);
  const tasks = (data?.rows ?? []).map((t) => ({
    value: t.id,
    label: `${t.no} ${t.name}（${TaskStateLabels[t.state]}）`,
  }));
  return (
    <>
      <Select
        id={id}
        className="task-select"
        aria-label="抽查任务"
        placeholder="任务编号或名称"
        value={value}
        onChange={onChange}
        loading={loading}
        showSearch={{ optionFilterProp: 'label' }}
        options={all === undefined ? tasks : [{ value: '', label: all }, ...tasks]}
        notFoundContent={loading ? '正在读取' : '没有这样的任务'}
      />
      <ErrorAlert error={error} onRetry={reload} />
    </>
  );
}
