import { LeaveTable } from './LeaveTable';
import { RecusalTable } from './RecusalTable';

/** Away is who may not be matched with whom, and when not at all (art. 16). */
export function Away() {
  return (
    <>
      <h2>回避关系</h2>
      <RecusalTable />
      <h2>请假</h2>
      <LeaveTable />
    </>
  );
}
