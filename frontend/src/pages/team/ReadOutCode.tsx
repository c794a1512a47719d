import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type ReadOut, Team } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';

/** ReadOutCode gives what the office reads out when the laptop is already gone (P11). */
export function ReadOutCode({ team }: { team: string }) {
  const [shown, setShown] = useState<ReadOut>();
  const show = useAction(async () => setShown(await Team.ReadOut(team)));
  return (
    <section aria-label="电话核对码">
      {shown ? (
        <Alert
          type="info"
          role="status"
          title={
            <>
              核对码 <strong className="read-out">{shown.code}</strong>
            </>
          }
          description={
            <>
              请逐项读给组长：{shown.old.name}（{shown.old.badge}）换为{' '}
              <strong>
                {shown.new.name}，警号 {shown.new.badge}
              </strong>
              ，组长 {shown.leaderName}。
              <br />
              {codeProves}
            </>
          }
        />
      ) : (
        <Button loading={show.running} onClick={() => show.run()}>
          电脑已带走：显示电话核对码
        </Button>
      )}
      <ErrorAlert error={show.error} />
    </section>
  );
}

/** codeProves says plainly what the code shows, and what it does not. */
export const codeProves =
  '核对码由派发授权和这次更换算出：对上，说明输入的人员就是办公室登记的更换，没有听错、没有串组。它不是签名；收到任务变更包之前为“待核”，以变更包为准。';
