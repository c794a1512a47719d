import { Button, Descriptions, Table } from 'antd';
import {
  type Answer,
  AnswerValueLabels,
  type Finding,
  MeasureLabels,
  type VisitForm,
  VisitOutcomeLabels,
  VisitStateLabels,
} from '../../api/generated';
import { PageHeader } from '../../components/PageHeader';
import { formatInstant, formatTime, minuteText } from '../../lib/clock';
import { PaperPanel } from '../document/PaperPanel';
import { CaseCheck } from './CaseCheck';
import { EvidenceList } from './EvidenceList';
import { useNextFirm } from './next';
import { linesOf } from './paths';
import { SuggestTab } from './SuggestTab';

/** ClosedVisit is a finished visit: the frozen record, and the documents made of it. */
export function ClosedVisit({ data, reload }: { data: VisitForm; reload: () => void }) {
  const { visit, team, subject, task } = data;
  const next = useNextFirm(team.id);
  const present = team.members.filter((m) => visit.present.includes(m.inspector));
  const items: [string, React.ReactNode][] = [
    ['实施情况', VisitOutcomeLabels[visit.outcome]],
    ['时间', `${formatInstant(visit.startedAt)} 至 ${minuteText(visit.endedAt).slice(11)}`],
    ['地点', visit.place],
    ['检查方式', methodsText(data)],
    ['出动车辆', visit.vehicle],
    ['未能实施的情况', visit.outcomeNote],
    ['联系经过', visit.callRecord],
    ['到场人员', present.map((m) => m.name).join('、')],
    ['在场人员', [visit.partyName, visit.partyPost].filter(Boolean).join(' ')],
    ['到场的法定代表人', [visit.legalRep, visit.legalRepId].filter(Boolean).join(' ')],
    ['见证人', [visit.witness, visit.witnessId].filter(Boolean).join(' ')],
    [
      '翻译人员',
      [visit.interpreter, visit.language, visit.interpreterId].filter(Boolean).join(' '),
    ],
    ['告知的方式和内容', visit.rightsNote],
    ['扫码入企', visit.checkCode || visit.noCheckCode],
    ['检查过程和结果', visit.process],
    ['陈述申辩', visit.statement],
    ['拒绝签字', visit.refusal],
    ['没有音视频的原因', visit.recordNote],
    ...visit.stepReasons.map((r): [string, string] => [`“${r.step}”没有音视频的原因`, r.reason]),
    ...visit.marks.map((m): [string, string] => [
      `时间标记 ${formatTime(m.at)}`,
      [m.step, m.text].filter(Boolean).join('：') || '标记',
    ]),
    ...visit.notes.map((n): [string, string] => {
      const of = visit.findings.find((f) => f.id === n.finding)?.description;
      return [`随记 ${formatTime(n.at)}${of ? `（问题：${of}）` : ''}`, n.text];
    }),
  ];
  return (
    <>
      <PageHeader
        title={subject.name}
        note={`${VisitStateLabels[visit.state]}　${task.name}（${task.no}）`}
      >
        <Button onClick={next.go} aria-keyshortcuts="Alt+N">
          下一户（Alt+N）
        </Button>
      </PageHeader>
      {next.note}
      <CaseCheck visit={visit.id} round={data} />
      <PaperPanel
        refs={[
          { noun: 'visit', id: visit.id, label: '本次检查', only: kindsOf(data) },
          { noun: 'team', id: team.id, label: '检查组' },
        ]}
        onChange={reload}
      />
      <h2>检查记录</h2>
      <Descriptions
        bordered
        size="small"
        column={2}
        items={items
          .filter(([, value]) => value)
          .map(([label, children]) => ({ key: label, label, children }))}
      />
      {visit.outcome === 'done' && <Conclusions data={data} />}
      <h2>证据材料</h2>
      <EvidenceList visit={visit.id} round={data} reload={reload} />
      <h2>名录库更正建议</h2>
      <SuggestTab visit={visit.id} closed={visit.state === 'handed'} />
    </>
  );
}

/** kindsOf are the documents that the record, its measures and its evidence bring. */
function kindsOf({ papers, items }: VisitForm): string[] {
  const kinds: string[] = papers.map((p) => p.kind);
  return items > 0 ? [...kinds, 'evidence-list'] : kinds;
}

/** methodsText tells how each matter was inspected that was not inspected as the visit. */
function methodsText({ visit, matters }: VisitForm): string {
  const own = visit.ways.map((w) => {
    const name = matters.find((m) => m.id === w.matter)?.name ?? '';
    const more = [w.url, w.at && minuteText(w.at), w.papers].filter(Boolean).join('，');
    return `${name}：${w.method}${more && `（${more}）`}`;
  });
  return [visit.method, ...own].filter(Boolean).join('；');
}

/** Conclusions are the answers and the problems found. */
function Conclusions({ data }: { data: VisitForm }) {
  const { visit } = data;
  const text = new Map(
    data.matters.flatMap((m) => linesOf(m).map((l) => [`${m.id}/${l.no}`, `${m.name} ${l.text}`])),
  );
  return (
    <>
      <h2>检查结论</h2>
      <Table<Answer>
        size="small"
        rowKey={(a) => `${a.matter}/${a.item}`}
        dataSource={visit.answers}
        pagination={visit.answers.length > 20 && { pageSize: 20 }}
        columns={[
          {
            key: 'line',
            title: '检查要点',
            render: (_, a) => text.get(`${a.matter}/${a.item}`) ?? `第 ${a.item} 项`,
          },
          { key: 'value', title: '结论', render: (_, a) => AnswerValueLabels[a.value] },
          { key: 'note', title: '备注', dataIndex: 'note' },
        ]}
      />
      <h2>发现的问题</h2>
      <Table<Finding>
        size="small"
        rowKey="id"
        dataSource={visit.findings}
        pagination={false}
        locale={{ emptyText: '没有发现问题' }}
        columns={[
          { key: 'description', title: '情况', dataIndex: 'description' },
          { key: 'measure', title: '措施', render: (_, f) => MeasureLabels[f.measure] },
          { key: 'deadline', title: '期限', dataIndex: 'deadline' },
          { key: 'note', title: '说明', dataIndex: 'measureNote' },
        ]}
      />
    </>
  );
}
