import { Button, Flex, Progress, Typography } from 'antd';
import { AppError } from '../api/error';
import { type Job, JobStateLabels, Jobs } from '../api/generated';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

/** percent is how far a job is, 0 to 100; a job of unknown length stays at 0 until it ends. */
export function percent(job: Job): number {
  if (job.state === 'done') return 100;
  return job.total > 0 ? Math.min(100, Math.floor((job.done / job.total) * 100)) : 0;
}

/** JobProgress shows long work, lets it be cancelled, and says how it ended. */
export function JobProgress({ job }: { job: Job }) {
  const cancel = useAction(() => Jobs.Cancel(job.id));
  const running = job.state === 'running';
  return (
    <section className="job" aria-label={job.title}>
      <Flex justify="space-between" align="center" gap="middle">
        <Typography.Text strong>{job.title}</Typography.Text>
        <Typography.Text type="secondary" role="status">
          {running ? job.note || JobStateLabels.running : JobStateLabels[job.state]}
        </Typography.Text>
        {running && (
          <Button size="small" loading={cancel.running} onClick={() => cancel.run()}>
            取消
          </Button>
        )}
      </Flex>
      <Progress
        percent={percent(job)}
        status={running ? 'active' : job.state === 'done' ? 'success' : 'exception'}
        aria-label={`${job.title}的进度`}
      />
      <ErrorAlert error={cancel.error} />
      {job.error && <ErrorAlert error={new AppError(job.error)} />}
    </section>
  );
}
