import { Alert, Button, Flex } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Evidence, type UnfinishedCopy } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { JobProgress } from '../../components/JobProgress';
import { sizeText } from '../../lib/size';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';
import { useLoad } from '../../lib/useLoad';

interface Props {
  /** visit whose copies are shown; "" = of all visits. */
  visit: string;
  /** round asks again when it changes. */
  round: unknown;
  onDone: () => void;
}

/** StoppedCopies lists copies that stopped half way: paused, cut off by a crash or a pulled stick. */
export function StoppedCopies({ visit, round, onDone }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: round asks again
  const load = useCallback(() => Evidence.UnfinishedCopies(visit), [visit, round]);
  const { data = [], error, reload } = useLoad(load);
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const go = useAction(async (c: UnfinishedCopy) => setId(await Evidence.Add(c.about, c.path)));
  const drop = useAction(async (c: UnfinishedCopy) => {
    await Evidence.DropCopy(c.key);
    reload();
  });
  const state = job?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each job
  useEffect(() => {
    if (!state || state === 'running') return;
    reload();
    if (state === 'done') onDone();
  }, [id, state]);
  if (data.length === 0 && !job && !error) return null;
  return (
    <section aria-label="没有复制完的文件">
      <ErrorAlert error={error ?? go.error ?? drop.error} />
      {data.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="error-alert"
          title={`有 ${data.length} 份文件没有复制完，还不是证据`}
          description={
            <ul className="plain-list">
              {data.map((c) => (
                <li key={c.key}>
                  <Flex gap="small" align="center" wrap>
                    <span>
                      {c.name}（已复制 {sizeText(c.done)}，共 {sizeText(c.size)}；原件 {c.path}）
                    </span>
                    <Button
                      size="small"
                      type="primary"
                      aria-label={`继续复制 ${c.name}`}
                      loading={go.running || state === 'running'}
                      onClick={() => go.run(c)}
                    >
                      继续
                    </Button>
                    <Button
                      size="small"
                      aria-label={`放弃 ${c.name}`}
                      disabled={state === 'running'}
                      onClick={() => drop.run(c)}
                    >
                      放弃
                    </Button>
                  </Flex>
                </li>
              ))}
            </ul>
          }
        />
      )}
      {job && state !== 'done' && <JobProgress job={job} />}
    </section>
  );
}
