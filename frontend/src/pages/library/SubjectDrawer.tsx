import { Alert, Button, Flex, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Library, type Subject } from '../../api/generated';
import { useDone } from '../../components/Done';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { CardDrawer } from './CardDrawer';
import { type Completions, emptySubject } from './fields';
import { MergeForm } from './MergeForm';
import { RecusalTable } from './RecusalTable';
import { RowForm } from './RowForm';
import { useFields } from './useFields';

interface Props {
  /** id is the row to show, "" for none. */
  id: string;
  completions?: Completions;
  onClose: () => void;
  /** onChanged: the row, or another of the register, was changed. */
  onChanged: () => void;
}

export const subjectRequired = ['name', 'trade'];

/** SubjectDrawer shows a 检查对象: everything known, its recusals and history; the office changes it here. */
export function SubjectDrawer({ id, completions = {}, onClose, onChanged }: Props) {
  const office = useSession().info.actor.role === 'office';
  const { subject: fields } = useFields();
  const [note, say] = useDone();
  const [doing, setDoing] = useState<'edit' | 'merge'>();
  const load = useLoad(
    useCallback(async () => (id === '' ? undefined : Library.SubjectCard(id)), [id]),
  );
  const card = id !== '' && load.data?.subject.id === id ? load.data : undefined;
  const s = card?.subject;
  const saved = (text: string) => {
    setDoing(undefined);
    say(text);
    load.reload();
    onChanged();
  };
  return (
    <>
      <CardDrawer
        title={s?.name ?? ''}
        open={id !== ''}
        onClose={onClose}
        noun="subject"
        row={s}
        version={card?.head ?? ''}
        fields={fields}
        load={load}
        before={
          s && (
            <>
              {note}
              <Marks of={s} />
              {office && s.mergedInto === '' && (
                <Flex gap="small">
                  <Button type="primary" onClick={() => setDoing('edit')}>
                    修改
                  </Button>
                  <Button onClick={() => setDoing('merge')}>把重复的并进来</Button>
                </Flex>
              )}
              {card.mergedFrom.length > 0 && (
                <span className="quiet">
                  已并入：
                  {card.mergedFrom.map((m) => `${m.name}（${m.code || '无代码'}）`).join('、')}
                </span>
              )}
            </>
          )
        }
        tabs={[
          {
            key: 'recusals',
            label: `回避关系（${card?.recusals.length ?? 0}）`,
            children: s && <RecusalTable key={card.head} subject={s} onChanged={load.reload} />,
          },
        ]}
      />
      <RowForm<Subject>
        title={`修改检查对象：${s?.name ?? ''}`}
        open={doing === 'edit'}
        initial={s ?? emptySubject}
        fields={fields}
        required={subjectRequired}
        completions={completions}
        onClose={() => setDoing(undefined)}
        onSave={async (subject, reason) => {
          await Library.SaveSubject({ subject, head: card?.head ?? '', reason });
          saved(`已保存：${subject.name}`);
        }}
      />
      {s && (
        <MergeForm
          keep={s}
          open={doing === 'merge'}
          onClose={() => setDoing(undefined)}
          onMerged={(text) => saved(text)}
        />
      )}
    </>
  );
}

/** Marks are the things to know about a subject at once. */
function Marks({ of: s }: { of: Subject }) {
  return (
    <>
      {s.mergedInto !== '' && (
        <Alert
          type="info"
          showIcon
          title="这一条已合并到另一条记录，不再参加抽取；它的检查和结果都还在。"
        />
      )}
      {s.codeNote && <Alert type="warning" showIcon title={`代码请核实：${s.codeNote}`} />}
      {s.tags && (
        <span>
          {s.tags.split('，').map((t) => (
            <Tag key={t}>{t}</Tag>
          ))}
        </span>
      )}
    </>
  );
}
