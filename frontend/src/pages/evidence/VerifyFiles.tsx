import { Button } from 'antd';
import { useState } from 'react';
import { Evidence } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { JobProgress } from '../../components/JobProgress';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';

/** VerifyFiles hashes every copied file again, and names what is missing or damaged. */
export function VerifyFiles() {
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const verify = useAction(async () => setId(await Evidence.VerifyAll()));
  return (
    <section aria-labelledby="verify-files">
      <h2 id="verify-files">核验文件</h2>
      <Button
        className="after-block"
        loading={verify.running || job?.state === 'running'}
        onClick={() => verify.run()}
      >
        核验全部证据文件
      </Button>
      <ErrorAlert error={verify.error} />
      {job && <JobProgress job={job} />}
      {job?.state === 'done' && <p role="status">全部证据文件与登记的摘要相符。</p>}
    </section>
  );
}
