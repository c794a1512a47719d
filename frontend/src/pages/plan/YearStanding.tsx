import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { Meters } from '../../api/generated';
import { daysLeft } from './year';

interface Props {
  meters: Meters;
  today: string;
  /** action is where to go from here; with it the items are not listed. */
  action?: ReactNode;
}

/** YearStanding says what of the yearly minima of art. 8 and 11 is missing, and how many days are left. */
export function YearStanding({ meters, today, action }: Props) {
  const days = daysLeft(meters.year, today);
  if (meters.ok) {
    return <Alert type="success" showIcon title="第八条、第十一条的年度要求均已达到。" />;
  }
  return (
    <Alert
      type={days <= 90 ? 'error' : 'warning'}
      showIcon
      action={action}
      title={`${meters.year} 年度指标还有 ${meters.missing.length} 项没有达到${days > 0 ? `，距年末 ${days} 天` : ''}。没有达到的年度不能结账。`}
      description={
        !action && (
          <ul className="plain-list">
            {meters.missing.map((m) => (
              <li key={m}>{m}</li>
            ))}
          </ul>
        )
      }
    />
  );
}
