import { Tabs } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Standing, Visit, type VisitForm } from '../../api/generated';
import { PageHeader } from '../../components/PageHeader';
import { Autosave } from '../../lib/autosave';
import { useAutosave } from '../../lib/useAutosave';
import { PaperPanel } from '../document/PaperPanel';
import { BasicTab } from './BasicTab';
import { CheckTab } from './CheckTab';
import { FormContext, VisitContext } from './context';
import { EvidenceTab } from './EvidenceTab';
import { FullRecord } from './FullRecord';
import type { Tab } from './paths';
import { RecordTab } from './RecordTab';
import { SelfCheck } from './SelfCheck';
import { SuggestTab } from './SuggestTab';
import { VisitTools } from './VisitTools';

/** settleMs after a save it is asked again how the visit stands. */
const settleMs = 300;

/** autosaveOf keeps a visit's fields. */
function autosaveOf({ visit, fields }: VisitForm): Autosave {
  return new Autosave(
    {
      save: (path, value, rev) => Visit.Save(visit.id, path, value, rev),
      latest: async (path) =>
        (await Visit.FieldHistory(visit.id, path)).filter((f) => f.rev > 0).at(-1),
    },
    fields,
  );
}

/** useStanding keeps data up with how the visit stands, without asking for the whole of it. */
function useStanding(data: VisitForm, reopen: () => void) {
  const id = data.visit.id;
  const [now, setNow] = useState<{ of: VisitForm; standing: Standing }>();
  const asked = useRef(0);
  const reload = useCallback(() => {
    const n = ++asked.current;
    Visit.Standing(id).then(
      (standing) => n === asked.current && setNow({ of: data, standing }),
      reopen, // which says what is wrong
    );
  }, [id, data, reopen]);
  return { data: now?.of === data ? { ...data, ...now.standing } : data, reload };
}

interface Props {
  data: VisitForm;
  /** reopen asks for the whole visit again. */
  reopen: () => void;
}

/** OpenVisit is the form of a visit that is going on. */
export function OpenVisit({ data: opened, reopen }: Props) {
  const { data, reload } = useStanding(opened, reopen);
  const id = data.visit.id;
  const left = useCallback(() => Visit.Leave(id), [id]);
  const form = useAutosave(() => autosaveOf(data), left);
  const [tab, setTab] = useState<Tab>('basic');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stop = form.subscribe(() => {
      clearTimeout(timer);
      if (form.summary().kind === 'saved') timer = setTimeout(reload, settleMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [form, reload]);

  const tabs: { key: Tab; label: string; children: React.ReactNode }[] = [
    { key: 'basic', label: '基本情况', children: <BasicTab /> },
    { key: 'check', label: '检查要点与问题', children: <CheckTab /> },
    { key: 'record', label: '笔录与随记', children: <RecordTab /> },
    { key: 'full', label: '全过程记录', children: <FullRecord /> },
    { key: 'evidence', label: '证据材料', children: <EvidenceTab /> },
    { key: 'suggest', label: '更正建议', children: <SuggestTab visit={id} /> },
    {
      key: 'paper',
      label: '文书',
      children: (
        <PaperPanel
          refs={[
            { noun: 'visit', id, label: '本次检查', open: true },
            { noun: 'team', id: data.team.id, label: '检查组' },
          ]}
          onChange={reload}
        />
      ),
    },
  ];
  return (
    <VisitContext value={{ form, data, reload, reopen }}>
      <FormContext value={form}>
        <PageHeader
          title={data.subject.name}
          note={`${data.subject.code}　${data.subject.premises}　${data.task.name}（${data.task.no}）`}
        />
        <VisitTools onTab={setTab} />
        <div className="visit">
          <Tabs activeKey={tab} onChange={(key) => setTab(key as Tab)} items={tabs} />
          <SelfCheck onTab={setTab} />
        </div>
      </FormContext>
    </VisitContext>
  );
}
