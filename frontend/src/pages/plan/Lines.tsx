import { Button, Flex, InputNumber, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Plan } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { Days } from '../../components/Days';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { NoticeButton } from '../../components/NoticeButton';
import { formatPercent } from '../../lib/ratio';
import { href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { namesOf, useMatters } from '../../lib/useMatters';
import { CancelForm } from './CancelForm';
import { History } from './History';
import { PlanForm } from './PlanForm';
import { PublishedForm } from './PublishedForm';
import { standingOf } from './standing';

/** Lines of the plan: their adjustments, and where they were made public. */
export function Lines() {
  const { data: matters = [], error, reload } = useMatters();
  const [year, setYear] = useState(Number(useSession().info.workspace.today.slice(0, 4)));
  const [version, setVersion] = useState(0);
  const [edited, setEdited] = useState<Plan | 'new'>();
  const [published, setPublished] = useState<Plan | number>();
  const [cancelled, setCancelled] = useState<Plan>();
  const [shown, setShown] = useState<Plan>();
  const [done, say] = useDone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(
    (q: PageQuery) => Plan.List({ ...q, trade: '', department: '' }),
    [version],
  );
  const saved = (text: string) => {
    setEdited(undefined);
    setPublished(undefined);
    setCancelled(undefined);
    setVersion((v) => v + 1);
    say(text);
  };
  const columns: TableColumnsType<Plan> = [
    {
      key: 'no',
      title: '计划编号',
      sorter: true,
      className: 'nowrap',
      render: (_, p) => (
        <Button type="link" size="small" className="cell-link" onClick={() => setShown(p)}>
          {p.no}
        </Button>
      ),
    },
    {
      key: 'name',
      title: '计划名称',
      sorter: true,
      render: (_, p) => (
        <>
          {p.name}
          {p.joint && (
            <Tag color="processing" className="after-text">
              联合
            </Tag>
          )}
          {p.version > 1 && <Tag className="after-text">第 {p.version} 版</Tag>}
        </>
      ),
    },
    {
      key: 'matters',
      title: '抽查事项',
      render: (_, p) => (
        <span title={namesOf(p.matters, matters).join('\n')}>{p.matters.length} 项</span>
      ),
    },
    {
      key: 'from',
      title: '时间安排',
      className: 'nowrap',
      render: (_, p) => <Days from={p.from} to={p.to} />,
    },
    {
      key: 'ratio',
      title: '预估数量与比例',
      render: (_, p) => `${p.estimated} 户，${formatPercent(p.ratioNum, p.ratioDen)}%`,
    },
    { key: 'lead', title: '发起部门', dataIndex: 'lead' },
    { key: 'published', title: '公开', render: (_, p) => <Public of={p} /> },
    {
      key: 'actions',
      title: '办理',
      render: (_, p) => (
        <Flex gap="small">
          {!p.cancelled && (
            <Button size="small" onClick={() => setEdited(p)} aria-label={`调整 ${p.no}`}>
              调整
            </Button>
          )}
          {standingOf(p).text !== '已取消' && (
            <Button size="small" onClick={() => setPublished(p)} aria-label={`登记公开 ${p.no}`}>
              登记公开
            </Button>
          )}
          {!p.cancelled && (
            <>
              <Button
                size="small"
                href={href('task', 'new', p.id)}
                aria-label={`按 ${p.no} 新建任务`}
              >
                新建任务
              </Button>
              <Button size="small" onClick={() => setCancelled(p)} aria-label={`取消 ${p.no}`}>
                取消
              </Button>
            </>
          )}
        </Flex>
      ),
    },
  ];
  return (
    <>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <DataTable<Plan>
        label="年度抽查计划"
        columns={columns}
        rowKey="id"
        load={load}
        tools={
          <>
            <Button type="primary" onClick={() => setEdited('new')}>
              新增计划
            </Button>
            <InputNumber
              aria-label="年度"
              min={2000}
              max={2999}
              value={year}
              suffix="年度"
              onChange={(y) => y && setYear(y)}
            />
            <NoticeButton
              kind="plan"
              about={String(year)}
              name={`${year}年度抽查计划公示`}
              note="列出本年度全部计划的范围、时间安排、预估数量和抽查比例（第十条、第十二条）。在门户网站公开后再登记。"
              onDone={say}
            />
            <Button onClick={() => setPublished(year)}>登记本年度公开</Button>
          </>
        }
        empty="还没有计划。请用“新增计划”逐项登记。"
      />
      <PlanForm
        plan={edited}
        matters={matters}
        onClose={() => setEdited(undefined)}
        onSaved={saved}
      />
      <PublishedForm plan={published} onClose={() => setPublished(undefined)} onSaved={saved} />
      <CancelForm plan={cancelled} onClose={() => setCancelled(undefined)} onSaved={saved} />
      <History plan={shown} matters={matters} onClose={() => setShown(undefined)} />
    </>
  );
}

function Public({ of: p }: { of: Plan }) {
  const { text, color } = standingOf(p);
  return (
    <>
      <Tag color={color}>{text}</Tag>
      {p.publishedOn && (
        <>
          <br />
          <span className="under nowrap" title={`${p.site} ${p.url}`}>
            {p.publishedOn} {p.site}
          </span>
        </>
      )}
    </>
  );
}
