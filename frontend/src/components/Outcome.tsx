import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { AppError } from '../api/error';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  error: AppError | undefined;
  /** done says what was done; nothing is shown while it is empty. */
  done?: ReactNode;
}

/** Outcome says how what a person started has ended: refused with the reason, or done. */
export function Outcome({ error, done }: Props) {
  if (error) return <ErrorAlert error={error} />;
  if (!done) return null;
  return <Alert className="error-alert" type="success" showIcon title={done} />;
}
