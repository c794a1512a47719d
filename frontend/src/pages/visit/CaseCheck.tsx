import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { Visit } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

interface Props {
  visit: string;
  /** round asks again when it changes. */
  round: unknown;
  /** onJump leads to the field at fault; without it the lines are plain text. */
  onJump?: (field: string) => void;
}

/** CaseCheck lists what does not agree with the rest of the file (案卷自查): to be settled or explained. */
export function CaseCheck({ visit, round, onJump }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: round asks again
  const load = useCallback(() => Visit.CaseCheck(visit), [visit, round]);
  const { data, error, reload } = useLoad(load);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!data?.length) return null;
  return (
    <Alert
      type="warning"
      className="error-alert"
      title={`案卷自查：有 ${data.length} 处需要核对`}
      description={
        <ul className="case-check">
          {data.map((e) => {
            const text = `${e.message}（${e.article}）`;
            return (
              <li key={text}>
                {onJump ? (
                  <Button type="link" size="small" onClick={() => onJump(e.field)}>
                    <span>{text}</span>
                  </Button>
                ) : (
                  text
                )}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
