import { Alert, Flex, Spin } from 'antd';
import { useCallback, useState } from 'react';
import { Draw, FairLevelLabels } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { PageHeader } from '../../components/PageHeader';
import { Period } from '../../components/Period';
import { yearPeriod } from '../../lib/period';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { Attempts, Coverage, Meetings, Pairs } from './Lists';
import { Shares } from './Shares';

/** 公平性: how evenly the draws fell, what that shows, and what it does not. */
export default function Page() {
  const { today } = useSession().info.workspace;
  const [{ from, to }, setPeriod] = useState(yearPeriod(Number(today.slice(0, 4))));
  const [done, say] = useDone();
  const load = useCallback(() => Draw.Fairness(from, to), [from, to]);
  const { data, error, reload } = useLoad(load);
  const type = { few: 'info', even: 'success', watch: 'warning', odd: 'error' } as const;
  return (
    <>
      <PageHeader
        title="公平性"
        note="检查人员被抽中是否机会均等，谁与谁同组、重复查了谁，各行业覆盖多少，每个任务抽了几次（第十三条至第十六条）。"
      >
        <ExportButton
          label="导出（不含个人信息）"
          note="人员和检查对象以编号代替，编号每次导出重新生成，本机不保留对照。"
          name={`公平性 ${from} 至 ${to}.xlsx`}
          onExport={(out) => Draw.SaveFairness(from, to, out)}
          onDone={say}
        />
      </PageHeader>
      {done}
      <Period from={from} to={to} onChange={setPeriod} />
      <ErrorAlert error={error} onRetry={reload} />
      {!data && !error && <Spin className="page-spin" description="正在统计" />}
      {data && (
        <Flex vertical gap="middle">
          <Alert
            type={type[data.level]}
            showIcon
            title={FairLevelLabels[data.level]}
            description={
              <>
                <p>{data.verdict}</p>
                <p className="under">{data.limits}</p>
              </>
            }
          />
          <Shares rows={data.inspectors} />
          <Pairs rows={data.pairs} />
          <Meetings rows={data.meetings} />
          <Coverage rows={data.coverage} />
          <Attempts rows={data.attempts} />
        </Flex>
      )}
    </>
  );
}
