import { Button, Flex } from 'antd';
import { type Days, yearPeriod } from '../lib/period';
import { useSession } from '../lib/session';
import { DateField } from './DateField';

interface Props extends Days {
  onChange: (period: Days) => void;
}

/** Period chooses two dates, or in one press this year, one of its halves, or last year. */
export function Period({ from, to, onChange }: Props) {
  const year = Number(useSession().info.workspace.today.slice(0, 4));
  const choices: [string, Days][] = [
    ['本年', yearPeriod(year)],
    ['上半年', yearPeriod(year, 1)],
    ['下半年', yearPeriod(year, 2)],
    ['上年', yearPeriod(year - 1)],
  ];
  return (
    <Flex
      className="table-tools period"
      gap="small"
      align="center"
      wrap
      role="group"
      aria-label="期间"
    >
      <DateField
        label="开始日期"
        value={from}
        onChange={(day) => day && onChange({ from: day, to })}
      />
      至
      <DateField
        label="结束日期"
        value={to}
        onChange={(day) => day && onChange({ from, to: day })}
      />
      {choices.map(([name, days]) => (
        <Button
          key={name}
          type={days.from === from && days.to === to ? 'primary' : 'default'}
          onClick={() => onChange(days)}
        >
          {name}
        </Button>
      ))}
    </Flex>
  );
}
