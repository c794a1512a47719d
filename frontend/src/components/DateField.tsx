import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

interface Props {
  id?: string;
  /** value is 2006-01-02, "" for none. */
  value?: string;
  onChange?: (value: string) => void;
  /** label names the field for screen readers where no form does. */
  label?: string;
}

const spellings = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日'];

/** DateField is a day, typed in any usual spelling or picked; it gives 2006-01-02. */
export function DateField({ id, value, onChange, label }: Props) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      className="date-field"
      format={spellings}
      placeholder="例如 2026-03-01"
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : '')}
    />
  );
}
