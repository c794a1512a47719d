import { Empty, Table, type TableColumnsType } from 'antd';
import { useCallback } from 'react';
import { Plan, type PlanVersion } from '../../api/generated';
import { DetailDrawer } from '../../components/DetailDrawer';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { formatPercent } from '../../lib/ratio';
import { useLoad } from '../../lib/useLoad';
import { namesOf, type useMatters } from '../../lib/useMatters';
import { standingOf } from './standing';

interface Props {
  plan: Plan | undefined;
  matters: NonNullable<ReturnType<typeof useMatters>['data']>;
  onClose: () => void;
}

/** History shows a plan line whole, and how it came to be so: every version and what it changed. */
export function History({ plan, matters, onClose }: Props) {
  return (
    <DetailDrawer
      title={plan ? `计划 ${plan.no}` : ''}
      open={plan !== undefined}
      onClose={onClose}
      details={
        plan
          ? [
              { label: '计划名称', value: plan.name },
              { label: '抽查事项', value: namesOf(plan.matters, matters).join('；') },
              { label: '抽查范围', value: plan.scope },
              { label: '检查对象', value: plan.trades.join('、') },
              { label: '时间安排', value: `${plan.from} 至 ${plan.to}` },
              {
                label: '预估数量与比例',
                value: `${plan.estimated} 户，${formatPercent(plan.ratioNum, plan.ratioDen)}%`,
              },
              { label: '发起部门', value: plan.lead },
              { label: '参与部门', value: plan.departments.join('、') },
              { label: '备注', value: plan.remark },
              { label: '公开情况', value: standingOf(plan).text },
              { label: '公开网站', value: plan.site },
              { label: '网址', value: plan.url },
              { label: '取消理由', value: plan.cancelled },
            ]
          : []
      }
    >
      {plan && <Versions id={plan.id} />}
    </DetailDrawer>
  );
}

const columns: TableColumnsType<PlanVersion> = [
  {
    key: 'version',
    title: '版本',
    className: 'nowrap',
    render: (_, v) => `第 ${v.version} 版 ${v.what}`,
  },
  {
    key: 'at',
    title: '时间和人员',
    render: (_, v) => (
      <>
        <span className="nowrap">{formatInstant(v.at)}</span>
        <br />
        <span className="under">{v.by}</span>
      </>
    ),
  },
  {
    key: 'what',
    title: '内容',
    render: (_, v) => (
      <>
        {v.reason && <div>理由：{v.reason}</div>}
        {v.changes.map((c) => (
          <div key={c.field}>
            {c.field}：{c.old || '（空）'} → {c.new || '（空）'}
          </div>
        ))}
        {v.publishedOn && (
          <div>
            {v.publishedOn} {v.site}
            <div className="under">{v.url}</div>
          </div>
        )}
      </>
    ),
  },
];

function Versions({ id }: { id: string }) {
  const { data, error, loading, reload } = useLoad(useCallback(() => Plan.History(id), [id]));
  return (
    <div className="after-block">
      <h2>版本</h2>
      <ErrorAlert error={error} onRetry={reload} />
      <Table<PlanVersion>
        size="small"
        rowKey="at"
        loading={loading}
        columns={columns}
        dataSource={data}
        pagination={false}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有版本" />,
        }}
      />
    </div>
  );
}
