import { Button, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { type ResultView, Task } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { type PlatformField, platformFields } from './platform';

/** Assistant is 录入助手: the platform's fields in its order, each copied with one key (P2). */
export function Assistant({ view }: { view: ResultView }) {
  const load = useCallback(() => Task.Get(view.result.task), [view.result.task]);
  const { data: task, error, reload } = useLoad(load);
  const [copied, setCopied] = useState('');
  const copy = useAction(async (field: PlatformField) => {
    await navigator.clipboard.writeText(field.value);
    setCopied(field.label);
  });
  return (
    <section aria-labelledby="assistant">
      <h2 id="assistant">录入助手</h2>
      <Typography.Paragraph type="secondary">
        次序与平台表单一致。在“复制”上按回车，到平台粘贴；按 Tab 到下一项。
      </Typography.Paragraph>
      <ErrorAlert error={error} onRetry={reload} />
      <ErrorAlert error={copy.error} />
      <table className="assistant">
        <thead>
          <tr>
            <th scope="col">平台栏目</th>
            <th scope="col">填写内容</th>
            <th scope="col">复制</th>
          </tr>
        </thead>
        <tbody>
          {task &&
            platformFields(view, task).map((f) => (
              <tr key={f.label}>
                <th scope="row">{f.label}</th>
                <td>{f.value}</td>
                <td>
                  <Button size="small" aria-label={`复制${f.label}`} onClick={() => copy.run(f)}>
                    {copied === f.label ? '已复制' : '复制'}
                  </Button>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <span role="status" className="visually-hidden">
        {copied && `已复制${copied}`}
      </span>
    </section>
  );
}
