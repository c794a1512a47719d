/** A period between two dates (2006-01-02), both included. */
export interface Days {
  from: string;
  to: string;
}

/** yearPeriod is a whole year, or one half of it (1, 2). */
export function yearPeriod(year: number, half?: 1 | 2): Days {
  return {
    from: `${year}-${half === 2 ? '07-01' : '01-01'}`,
    to: `${year}-${half === 1 ? '06-30' : '12-31'}`,
  };
}
