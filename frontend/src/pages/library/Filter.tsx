import { Select } from 'antd';

interface Props {
  /** label says what is filtered by. */
  label: string;
  options: string[];
  value: string;
  onChange: (value: string) => void;
}

/** Filter narrows a list to one value; cleared, it shows everything. */
export function Filter({ label, options, value, onChange }: Props) {
  return (
    <Select
      className="filter"
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch
      value={value || undefined}
      onChange={(v?: string) => onChange(v ?? '')}
      options={options.map((o) => ({ value: o, label: o }))}
    />
  );
}
