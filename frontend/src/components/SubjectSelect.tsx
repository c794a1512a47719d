import { Select } from 'antd';
import { useCallback, useState } from 'react';
import { Library } from '../api/generated';
import { useLoad } from '../lib/useLoad';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  id?: string;
  value?: string;
  onChange?: (subject: string) => void;
}

/** SubjectSelect finds one subject of the register as one types: name, code, address or initials. */
export function SubjectSelect({ id, value, onChange }: Props) {
  const [search, setSearch] = useState('');
  const load = useCallback(
    () => Library.Subjects({ search, trade: '', department: '', order: 'name', page: 1, size: 20 }),
    [search],
  );
  const { data, error, loading, reload } = useLoad(load);
  return (
    <>
      <Select
        id={id}
        allowClear
        placeholder="名称、代码、地址或拼音首字母"
        value={value || undefined}
        onChange={(chosen: string | undefined) => onChange?.(chosen ?? '')}
        loading={loading}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        options={(data?.rows ?? []).map((s) => ({
          value: s.id,
          label: `${s.name}（${s.trade}，${s.code || '无代码'}）`,
        }))}
        notFoundContent={loading ? '正在查找' : '名录库中没有这样的对象'}
      />
      <ErrorAlert error={error} onRetry={reload} />
    </>
  );
}
