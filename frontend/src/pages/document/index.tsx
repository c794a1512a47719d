import { Button, Flex, Select, Spin } from 'antd';
import { useCallback, useState } from 'react';
import { Draw, NounLabels, Paper, Result, Task, Team, Visit } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { TaskSelect } from '../../components/TaskSelect';
import { go, href, useRoute } from '../../lib/route';
import { useLoad } from '../../lib/useLoad';
import { Batch } from './Batch';
import { Dossiers } from './Dossiers';
import { Numbers } from './Numbers';
import { type DocRef, PaperPanel } from './PaperPanel';
import { PaperTable } from './PaperTable';
import { PrintSet } from './PrintSet';
import { ScanBatch } from './ScanBatch';
import { ScanInbox } from './ScanInbox';

/** 文书: everything issued, and what a task, its draws, teams and visits may still get. */
export default function Page() {
  const [, task = '', batch] = useRoute();
  if (task === 'numbers') return <Numbers />;
  if (task === 'dossier') return <Dossiers />;
  if (task === 'set') return <PrintSet key={batch} team={batch ?? ''} />;
  if (task === 'scan') return batch ? <ScanBatch key={batch} id={batch} /> : <ScanInbox />;
  return (
    <>
      <PageHeader
        title="文书"
        note="选定任务后可以制作该任务、抽取、检查组和各次检查的文书；打印签字后扫描归档。"
      >
        <Button href={href('document', 'set')}>现场打印</Button>
        <Button href={href('document', 'dossier')}>装订卷宗</Button>
        <Button href={href('document', 'numbers')}>号码台账</Button>
        <Button href={href('document', 'scan')}>扫描收件箱</Button>
      </PageHeader>
      <div className="toolbar">
        <TaskSelect
          value={task}
          onChange={(id) => (id ? go('document', id) : go('document'))}
          all="全部文书"
        />
      </div>
      {task === '' ? <AllPapers /> : <TaskPapers key={task} task={task} />}
    </>
  );
}

/** listAll is every document, newest first, and the names of what they belong to. */
async function listAll() {
  const [papers, tasks, stops, results] = await Promise.all([
    Paper.List(''),
    Task.List({ search: '', trade: '', department: '', order: '', page: 0, size: 0 }),
    Visit.Today(),
    Result.List(''),
  ]);
  const names = new Map<string, string>();
  for (const t of tasks.rows) names.set(t.id, t.name);
  for (const s of stops) names.set(s.visitId, s.subjectName).set(s.team.id, s.subjectName);
  for (const { result, subjectName } of results)
    names.set(result.visit, subjectName).set(result.team, subjectName);
  return { papers: papers.toSorted((a, b) => b.issuedAt.localeCompare(a.issuedAt)), names };
}

function AllPapers() {
  const { data, error, loading, reload } = useLoad(listAll);
  const [done, say] = useDone();
  const nouns: Record<string, string> = NounLabels;
  return (
    <>
      <ErrorAlert error={error} onRetry={reload} />
      {done}
      <PaperTable
        papers={data?.papers}
        loading={loading}
        about={(p) => data?.names.get(p.ref) ?? nouns[p.noun] ?? ''}
        onDone={(text) => {
          say(text);
          reload();
        }}
      />
    </>
  );
}

const purposes: Record<string, string> = { subjects: '抽取检查对象', inspectors: '匹配检查人员' };

/** refsOf is what documents can be made for within a task. */
async function refsOf(task: string): Promise<DocRef[]> {
  const [draws, teams, stops, results] = await Promise.all([
    Draw.List(task),
    Team.List(task),
    Visit.Today(),
    Result.List(task),
  ]);
  const visits = new Map<string, string>();
  for (const s of stops)
    if (s.team.task === task && s.visitId) visits.set(s.visitId, s.subjectName);
  for (const r of results) visits.set(r.result.visit, r.subjectName);
  return [
    { noun: 'task', id: task, label: '任务' },
    ...draws.map((d) => ({
      noun: 'draw',
      id: d.id,
      label: `抽取：${purposes[d.purpose] ?? '补充抽取'}第 ${d.attempt} 次`,
    })),
    ...[...visits].map(([id, name]) => ({ noun: 'visit', id, label: `检查：${name}` })),
    ...teams.map((t) => ({ noun: 'team', id: t.team.id, label: `检查组：${t.subjectName}` })),
  ];
}

function TaskPapers({ task }: { task: string }) {
  const load = useCallback(() => refsOf(task), [task]);
  const { data: refs, error, reload } = useLoad(load);
  const [chosen, setChosen] = useState(task);
  const ref = refs?.find((r) => r.id === chosen);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!refs) return <Spin description="正在查找" />;
  return (
    <>
      <Flex className="toolbar">
        <Select
          className="task-select"
          aria-label="文书所属"
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen}
          onChange={setChosen}
          options={refs.map((r) => ({ value: r.id, label: r.label }))}
        />
        <Batch task={task} onDone={reload} />
      </Flex>
      {ref && <PaperPanel key={ref.id} refs={[ref]} />}
    </>
  );
}
