import { useEffect, useState } from 'react';
import { onEvent } from '../api/events';
import { type Job, Jobs } from '../api/generated';

/** useJob follows a job by its events; undefined until the first word of it, or without an id. */
export function useJob(id: string | undefined): Job | undefined {
  const [job, setJob] = useState<Job>();
  useEffect(() => {
    setJob(undefined);
    if (!id) return;
    let current = true;
    const stop = onEvent<Job>('job', (j) => j.id === id && setJob(j));
    // The job may have ended before we listened.
    Jobs.List().then(
      (jobs) => current && setJob((known) => known ?? jobs.find((j) => j.id === id)),
      () => {}, // its events will tell
    );
    return () => {
      current = false;
      stop();
    };
  }, [id]);
  return job;
}
