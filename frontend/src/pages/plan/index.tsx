import { Button, Flex, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Plan } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { Days } from '../../components/Days';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { formatPercent } from '../../lib/ratio';
import { href } from '../../lib/route';
import { namesOf, useMatters } from '../../lib/useMatters';
import { PlanForm } from './PlanForm';
import { PublishedForm } from './PublishedForm';

/** 年度抽查计划: its lines, their adjustments, and where they were made public. */
export default function Page() {
  const { data: matters = [], error, reload } = useMatters();
  const [version, setVersion] = useState(0);
  const [edited, setEdited] = useState<Plan | 'new'>();
  const [published, setPublished] = useState<Plan>();
  const [done, say] = useDone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(
    (q: PageQuery) => Plan.List({ ...q, trade: '', department: '' }),
    [version],
  );
  const saved = (text: string) => {
    setEdited(undefined);
    setPublished(undefined);
    setVersion((v) => v + 1);
    say(text);
  };
  const columns: TableColumnsType<Plan> = [
    { key: 'no', title: '计划编号', dataIndex: 'no', sorter: true, className: 'nowrap' },
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
    {
      key: 'published',
      title: '公开',
      render: (_, p) =>
        p.publishedOn ? (
          <>
            <span className="nowrap">{p.publishedOn}</span>
            <br />
            <span className="under" title={p.url}>
              {p.site}
            </span>
          </>
        ) : (
          <Tag color="warning">未登记</Tag>
        ),
    },
    {
      key: 'actions',
      title: '办理',
      render: (_, p) => (
        <Flex gap="small">
          <Button size="small" onClick={() => setEdited(p)} aria-label={`调整 ${p.no}`}>
            调整
          </Button>
          <Button size="small" onClick={() => setPublished(p)} aria-label={`登记公开 ${p.no}`}>
            登记公开
          </Button>
          <Button size="small" href={href('task', 'new', p.id)} aria-label={`按 ${p.no} 新建任务`}>
            新建任务
          </Button>
        </Flex>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="年度计划"
        note="各项抽查的范围、时间安排、预估数量和抽查比例（第十条至第十二条）"
      >
        <Button type="primary" onClick={() => setEdited('new')}>
          新增计划
        </Button>
      </PageHeader>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <DataTable<Plan>
        label="年度抽查计划"
        columns={columns}
        rowKey="id"
        load={load}
        empty="还没有计划。请用“新增计划”逐项登记。"
      />
      <PlanForm
        plan={edited}
        matters={matters}
        onClose={() => setEdited(undefined)}
        onSaved={saved}
      />
      <PublishedForm plan={published} onClose={() => setPublished(undefined)} onSaved={saved} />
    </>
  );
}
