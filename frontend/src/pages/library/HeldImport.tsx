import { Alert, Button, Flex } from 'antd';
import { useEffect, useState } from 'react';
import { Library } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { JobProgress } from '../../components/JobProgress';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';
import { useLoad } from '../../lib/useLoad';

/** HeldImport tells of a confirmed import that a full or pulled disk cut off, and lets the office carry on with it. */
export function HeldImport({ onDone }: { onDone: (text: string) => void }) {
  const office = useSession().info.actor.role === 'office';
  const { data: held, reload } = useLoad(Library.Held);
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const start = useAction(async () => setId(await Library.CarryOn()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the job has ended
  useEffect(() => {
    if (job?.state === 'done') onDone(`${held?.label}的导入已全部入库`);
    if (job && job.state !== 'running') reload();
  }, [job?.state]);
  if (!held?.noun) return null;
  return (
    <Alert
      className="error-alert"
      type="warning"
      showIcon
      title={`${held.label}的导入没有全部入库，在此之前只能查看，不能改动，也不能据以抽取`}
      description={
        <Flex vertical gap="small" align="start">
          <span>
            {held.reason}
            。列表和搜索可能不全；排除原因（如腾出磁盘空间、插回移动盘）后接着入库，一行不少。
          </span>
          {office && (
            <Button
              type="primary"
              loading={start.running || job?.state === 'running'}
              onClick={() => start.run()}
            >
              接着入库
            </Button>
          )}
          <ErrorAlert error={start.error} />
          {job && job.state !== 'done' && <JobProgress job={job} />}
        </Flex>
      }
    />
  );
}
