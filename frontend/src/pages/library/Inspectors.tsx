import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { type Inspector, Library, type Matter, type Query } from '../../api/generated';
import { useDone } from '../../components/Done';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { departmentsOf } from '../../lib/useMatters';
import { BulkForm } from './BulkForm';
import { Filter } from './Filter';
import { emptyInspector } from './fields';
import { InspectorDrawer, inspectorRequired } from './InspectorDrawer';
import { InspectorTable } from './InspectorTable';
import { RowForm } from './RowForm';
import { expiring } from './Subjects';
import { useFields } from './useFields';

/** Inspectors lists the 执法检查人员名录库; identity numbers are masked. */
export function Inspectors({ matters }: { matters: Matter[] }) {
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
  const { inspector: fields } = useFields();
  const { data: choices, reload } = useLoad(Library.InspectorChoices);
  const [note, say] = useDone();
  const set = (part: Partial<Query>) => {
    setFilter((f) => ({ ...f, ...part }));
    setTicked([]);
  };
  const changed = () => {
    setVersion((n) => n + 1);
    reload();
  };
  const departments = [...new Set([...(choices?.departments ?? []), ...departmentsOf(matters)])];
  const completions = { department: departments, status: choices?.statuses ?? [] };
  return (
    <>
      {note}
      <InspectorTable
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
              label="所在业务部门"
              options={departments}
              value={filter.department ?? ''}
              onChange={(department) => set({ department })}
            />
            <Filter
              label="人员状态"
              options={completions.status}
              value={filter.status ?? ''}
              onChange={(status) => set({ status })}
            />
            <Select
              className="filter"
              aria-label="执法证有效期"
              placeholder="执法证有效期"
              allowClear
              value={filter.expiring}
              options={expiring}
              onChange={(v?: string) => set({ expiring: v })}
            />
            {office && (
              <>
                <Button onClick={() => setDoing('add')}>新增人员</Button>
                <Button onClick={() => setDoing('bulk')}>
                  批量修改{ticked.length > 0 && `（已选 ${ticked.length}）`}
                </Button>
              </>
            )}
          </>
        }
        empty="没有执法检查人员。请用“从表格导入”导入执法检查人员名录库，或换一个查找条件。"
      />
      <InspectorDrawer
        id={shown}
        completions={completions}
        onClose={() => setShown('')}
        onChanged={changed}
      />
      <RowForm<Inspector>
        title="新增执法检查人员"
        open={doing === 'add'}
        initial={emptyInspector}
        fields={fields}
        required={inspectorRequired}
        completions={completions}
        onClose={() => setDoing(undefined)}
        onSave={async (inspector, reason) => {
          await Library.SaveInspector({ inspector, head: '', reason });
          setDoing(undefined);
          say(`已新增：${inspector.name}`);
          changed();
        }}
      />
      <BulkForm
        noun="inspector"
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
