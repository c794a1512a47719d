import { Alert, Button, Descriptions, Spin } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { Visit } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { go, href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { afterLeaving } from '../../lib/useAutosave';
import { useLoad } from '../../lib/useLoad';
import { useNextFirm } from './next';
import { PastList } from './PastChecks';

/** Door is what the team reads before it goes in; one key begins. */
export function Door({ team }: { team: string }) {
  const { info } = useSession();
  const load = useCallback(async () => {
    await afterLeaving();
    return Visit.Door(team);
  }, [team]);
  const { data, error, reload } = useLoad(load);
  const begin = useAction(async () => {
    const id = data?.stop.visitId || (await Visit.Start(team)).visit.id;
    go('visit', id);
  });
  const button = useRef<HTMLButtonElement>(null);
  const ready = data?.stop.team.id;
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [ready]);
  const next = useNextFirm(team);
  const s = data?.stop;
  return (
    <>
      <a href={href('visit')}>← 今日路线单</a>
      <PageHeader title={s?.subjectName ?? '检查对象'} note={s && `${s.address}　${s.contact}`}>
        <Button onClick={next.go} aria-keyshortcuts="Alt+N">
          下一户（Alt+N）
        </Button>
        {s && (
          <Button
            ref={button}
            type="primary"
            loading={begin.running}
            disabled={s.visitId === '' && info.workspace.kind !== 'field'}
            onClick={() => begin.run()}
          >
            {s.visitId === '' ? '已到达，开始检查' : '打开检查记录'}
          </Button>
        )}
      </PageHeader>
      {next.note}
      <ErrorAlert error={error} onRetry={reload} />
      <ErrorAlert error={begin.error} />
      {!data && !error && <Spin className="page-spin" description="正在打开" />}
      {data && s && (
        <>
          {s.openPast > 0 && (
            <Alert
              className="error-alert"
              type="warning"
              showIcon
              title={`以往责令整改还有 ${s.openPast} 处未了，进门先看`}
            />
          )}
          <Descriptions
            bordered
            size="small"
            column={{ xs: 1, lg: 2 }}
            items={[
              ['应查事项', s.matters.join('；') || '没有适用的事项，请向办公室核实'],
              ['任务', `${s.taskName}（${s.taskNo}）`],
              ['统一社会信用代码', s.subjectCode || '-'],
              ['检查期限', s.late ? `${s.dueOn}（已过期）` : s.dueOn],
              ['检查组', s.team.members.map((m) => m.name).join('、')],
              ['检查频次', s.frequency || '-'],
              ['待办', s.lacks.join('；') || '-'],
            ].map(([label, children]) => ({ key: label, label, children }))}
          />
          <h2>以往检查</h2>
          <PastList past={data.past} />
        </>
      )}
    </>
  );
}
