import { Button } from 'antd';
import { formatTime } from '../../lib/clock';
import { usePaths } from '../../lib/useAutosave';
import { choose, focusPath, useVisit } from './context';
import { AreaField } from './fields';
import { notesOf } from './paths';

/** Notes are jotted down on the way, each with its time: of the visit, or of one finding. */
export function Notes({ finding = '', of }: { finding?: string; of?: string }) {
  const { form } = useVisit();
  const mine = notesOf(usePaths(form), (p) => form.view(p).value).filter(
    (id) => form.view(`note/${id}/finding`).value === finding,
  );
  const add = () => {
    const id = crypto.randomUUID();
    choose(form, `note/${id}/at`, new Date().toISOString());
    if (finding) choose(form, `note/${id}/finding`, finding);
    focusPath(`note/${id}`);
  };
  return (
    <>
      {mine.map((id) => (
        <AreaField
          key={id}
          path={`note/${id}`}
          label={`随记 ${formatTime(form.view(`note/${id}/at`).value)}`}
          rows={1}
        />
      ))}
      <Button
        size={finding ? 'small' : undefined}
        aria-label={of ? `记一条随记：${of}` : undefined}
        onClick={add}
      >
        {finding ? '记一条随记' : '记一条（自动记时间）'}
      </Button>
    </>
  );
}
