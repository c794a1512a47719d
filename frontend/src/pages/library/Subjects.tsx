import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { Library, type Matter, type Query, type Subject } from '../../api/generated';
import { useDone } from '../../components/Done';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { BulkForm } from './BulkForm';
import { Filter } from './Filter';
import { emptySubject } from './fields';
import { RowForm } from './RowForm';
import { SubjectDrawer, subjectRequired } from './SubjectDrawer';
import { SubjectTable } from './SubjectTable';
import { useFields } from './useFields';

/** expiring are the choices of how soon something ends. */
export const expiring = [
  { value: 'expired', label: '已到期' },
  { value: '30', label: '30 天内到期' },
  { value: '90', label: '90 天内到期' },
];

/** Subjects lists the 检查对象名录库: filters, rows to add and change, singly or many at once. */
export function Subjects({ matters }: { matters: Matter[] }) {
  const office = useSession().info.actor.role === 'office';
  const [filter, setFilter] = useState<Partial<Query>>({});
  const [version, setVersion] = useState(0);
  const [shown, setShown] = useState('');
  const [doing, setDoing] = useState<'add' | 'bulk'>();
  const [ticked, setTicked] = useState<string[]>([]);
  const query = useRef<Query>({
    search: '',
    trade: '',
    department: '',
    order: '',
    page: 1,
    size: 0,
  });
  const { subject: fields } = useFields();
  const { data: choices, reload } = useLoad(Library.SubjectChoices);
  const [note, say] = useDone();
  const set = (part: Partial<Query>) => {
    setFilter((f) => ({ ...f, ...part }));
    setTicked([]);
  };
  const changed = () => {
    setVersion((n) => n + 1);
    reload();
  };
  const trades = [...new Set([...(choices?.trades ?? []), ...matters.flatMap((m) => m.trades)])];
  const completions = {
    trade: trades,
    department: choices?.departments ?? [],
    station: choices?.stations ?? [],
    status: choices?.statuses ?? [],
    risk: choices?.risks ?? [],
  };
  return (
    <>
      {note}
      <SubjectTable
        filter={filter}
        version={version}
        onQuery={(q) => {
          query.current = q;
        }}
        onShow={setShown}
        selection={office ? { keys: ticked, onChange: setTicked } : undefined}
        tools={
          <>
            <Filter
              label="行业类别"
              options={trades}
              value={filter.trade ?? ''}
              onChange={(trade) => set({ trade })}
            />
            <Filter
              label="监管警种"
              options={completions.department}
              value={filter.department ?? ''}
              onChange={(department) => set({ department })}
            />
            <Filter
              label="所属派出所"
              options={completions.station}
              value={filter.station ?? ''}
              onChange={(station) => set({ station })}
            />
            <Filter
              label="登记状态"
              options={completions.status}
              value={filter.status ?? ''}
              onChange={(status) => set({ status })}
            />
            <Select
              className="filter"
              aria-label="许可证有效期"
              placeholder="许可证有效期"
              allowClear
              value={filter.expiring}
              options={expiring}
              onChange={(v?: string) => set({ expiring: v })}
            />
            <Select
              className="filter"
              aria-label="范围"
              placeholder="重点、已合并"
              allowClear
              value={filter.merged ? 'merged' : filter.key}
              options={[
                { value: 'yes', label: '重点检查对象' },
                { value: 'no', label: '一般检查对象' },
                { value: 'merged', label: '已合并的记录' },
              ]}
              onChange={(v?: string) =>
                set(
                  v === 'merged' ? { merged: true, key: undefined } : { merged: undefined, key: v },
                )
              }
            />
            {office && (
              <>
                <Button onClick={() => setDoing('add')}>新增检查对象</Button>
                <Button onClick={() => setDoing('bulk')}>
                  批量修改{ticked.length > 0 && `（已选 ${ticked.length}）`}
                </Button>
              </>
            )}
          </>
        }
        empty="没有检查对象。请用“从表格导入”导入检查对象名录库，或换一个查找条件。"
      />
      <SubjectDrawer
        id={shown}
        completions={completions}
        onClose={() => setShown('')}
        onChanged={changed}
      />
      <RowForm<Subject>
        title="新增检查对象"
        open={doing === 'add'}
        initial={emptySubject}
        fields={fields}
        required={subjectRequired}
        completions={completions}
        onClose={() => setDoing(undefined)}
        onSave={async (subject, reason) => {
          await Library.SaveSubject({ subject, head: '', reason });
          setDoing(undefined);
          say(`已新增：${subject.name}`);
          changed();
        }}
      />
      <BulkForm
        noun="subject"
        open={doing === 'bulk'}
        fields={fields}
        ids={ticked}
        query={query.current}
        onClose={() => setDoing(undefined)}
        onDone={(text) => {
          setDoing(undefined);
          setTicked([]);
          say(text);
          changed();
        }}
      />
    </>
  );
}
