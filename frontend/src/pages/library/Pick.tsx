import { Select } from 'antd';
import { useCallback, useState } from 'react';
import { Library } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useFound } from '../../lib/useFound';

interface Props {
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
}

const query = { trade: '', department: '', order: '', page: 1, size: 20 };

/** SubjectPick chooses a 检查对象: typing searches the register by name, code or initials. */
export function SubjectPick(props: Props) {
  const find = useCallback(
    async (search: string) =>
      (await Library.Subjects({ ...query, search })).rows.map((s) => ({
        value: s.id,
        label: `${s.name}（${s.code || '无代码'}）`,
      })),
    [],
  );
  return <Pick {...props} find={find} placeholder="输入名称、代码或拼音首字母" />;
}

/** InspectorPick chooses a 执法检查人员. */
export function InspectorPick(props: Props) {
  const find = useCallback(
    async (search: string) =>
      (await Library.Inspectors({ ...query, search })).rows.map((i) => ({
        value: i.id,
        label: `${i.name}（${i.badge}，${i.department}）`,
      })),
    [],
  );
  return <Pick {...props} find={find} placeholder="输入姓名、警号或拼音首字母" />;
}

interface PickProps extends Props {
  find: (search: string) => Promise<{ value: string; label: string }[]>;
  placeholder: string;
}

function Pick({ id, value, onChange, find, placeholder }: PickProps) {
  const [text, setText] = useState('');
  const { rows, settled, error, reload } = useFound(find, text);
  return (
    <>
      <Select
        id={id}
        value={value || undefined}
        onChange={onChange}
        options={rows}
        placeholder={placeholder}
        notFoundContent={settled ? '没有找到' : '正在查找'}
        showSearch={{ filterOption: false, onSearch: setText }}
      />
      <ErrorAlert error={error} onRetry={reload} />
    </>
  );
}
