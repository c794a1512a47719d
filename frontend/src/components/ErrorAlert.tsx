import { Alert, Button } from 'antd';
import type { AppError } from '../api/error';

interface Props {
  error: AppError | undefined;
  /** onRetry adds a button that tries again. */
  onRetry?: () => void;
}

/** ErrorAlert says what is wrong, under which article, and what to do. */
export function ErrorAlert({ error, onRetry }: Props) {
  if (!error || error.code === 'canceled') return null;
  return (
    <Alert
      className="error-alert"
      type={error.code === 'refused' || error.code === 'forbidden' ? 'warning' : 'error'}
      showIcon
      title={error.article ? `${error.message}（${error.article}）` : error.message}
      description={error.hint || undefined}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            重试
          </Button>
        )
      }
    />
  );
}
