import { useCallback, useRef, useState } from 'react';
import { Library, type Subject } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { MultiSelect } from '../../components/MultiSelect';
import { useFound } from '../../lib/useFound';

interface Props {
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
}

const shownAtOnce = 20;

/** SubjectPick chooses subjects from the register by searching as one types. */
export function SubjectPick({ id, value = [], onChange }: Props) {
  const [text, setText] = useState('');
  const find = useCallback(
    async (search: string) =>
      (
        await Library.Subjects({
          search,
          trade: '',
          department: '',
          order: '',
          page: 1,
          size: shownAtOnce,
        })
      ).rows,
    [],
  );
  const { rows: found, settled, error, reload } = useFound(find, text);
  const chosen = useRef(new Map<string, Subject>());
  const kept = value.flatMap((v) => chosen.current.get(v) ?? []);
  const rows = [...kept, ...found.filter((s) => !value.includes(s.id))];
  return (
    <>
      <MultiSelect
        id={id}
        value={value}
        placeholder="名称、代码、地址或拼音首字母"
        showSearch={{ filterOption: false, onSearch: setText }}
        onChange={(ids) => {
          for (const s of found) if (ids.includes(s.id)) chosen.current.set(s.id, s);
          onChange?.(ids);
        }}
        notFoundContent={settled ? `名录库里没有“${text}”` : '正在查找'}
        options={rows.map((s) => ({ value: s.id, label: `${s.name} ${s.code}（${s.trade}）` }))}
      />
      <ErrorAlert error={error} onRetry={reload} />
    </>
  );
}
