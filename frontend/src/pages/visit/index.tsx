import { Alert, Spin } from 'antd';
import { useCallback, useEffect } from 'react';
import { Visit } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { href, useRoute } from '../../lib/route';
import { afterLeaving } from '../../lib/useAutosave';
import { useLoad } from '../../lib/useLoad';
import { ClosedVisit } from './ClosedVisit';
import { Door } from './Door';
import { OpenVisit } from './OpenVisit';
import { Round } from './Round';
import { StartNonRandom } from './StartNonRandom';

/** 现场检查: the round, or one visit of it (#/visit/<id>). */
export default function Page() {
  const [, id, team] = useRoute();
  if (id === 'nonrandom') return <StartNonRandom />;
  if (id === 'at' && team) return <Door key={team} team={team} />;
  return id ? <OneVisit key={id} id={id} /> : <Round />;
}

function OneVisit({ id }: { id: string }) {
  const load = useCallback(async () => {
    await afterLeaving();
    return Visit.Open(id);
  }, [id]);
  const { data, error, reload } = useLoad(load);
  const state = data?.visit.state;
  useEffect(() => {
    if (state) document.querySelector<HTMLElement>('.page-title')?.focus();
  }, [state]);
  return (
    <>
      <a href={href('visit')}>← 今日路线单</a>
      {!data && <PageHeader title="现场检查" />}
      <ErrorAlert error={error} onRetry={reload} />
      {!data && !error && <Spin className="page-spin" description="正在打开检查记录" />}
      {data?.handedTo && (
        <Alert
          type="info"
          showIcon
          title={`这一户已交接给“${data.handedTo}”，本机只供查看`}
          description="需要补充的，告知接手人在该设备上记录。"
        />
      )}
      {data?.lost && (
        <Alert
          type="warning"
          showIcon
          title={`原设备“${data.lost}”已登记遗失，本户改由本机办理`}
          description="已签的纸质文书是原件：逐页拍照或扫描存为证据，据以誊录，并在检查过程中写明“据已签纸质文书誊录”；没有签过的重新制作。"
        />
      )}
      {data &&
        (data.visit.state === 'open' && !data.handedTo ? (
          <OpenVisit data={data} reopen={reload} />
        ) : (
          <ClosedVisit data={data} reload={reload} />
        ))}
    </>
  );
}
