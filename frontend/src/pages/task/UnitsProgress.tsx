import { useCallback } from 'react';
import { Assign } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';
import { ProgressTable } from '../dispatch/ProgressTable';

/** UnitsProgress shows how far the units have come that carry a task out. */
export function UnitsProgress({ id }: { id: string }) {
  const load = useCallback(() => Assign.Progress(id), [id]);
  const { data, error, reload } = useLoad(load);
  return (
    <>
      <ErrorAlert error={error} onRetry={reload} />
      {data && <ProgressTable rows={data} />}
    </>
  );
}
