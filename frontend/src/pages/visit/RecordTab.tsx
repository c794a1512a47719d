import { Button } from 'antd';
import { formatTime } from '../../lib/clock';
import { usePaths } from '../../lib/useAutosave';
import { choose, focusPath, useVisit } from './context';
import { AreaField, TextField } from './fields';
import { notesOf } from './paths';

/** RecordTab holds the long texts of the 笔录 and the notes jotted down on the way. */
export function RecordTab() {
  const { form } = useVisit();
  const notes = notesOf(usePaths(form));
  const add = () => {
    const id = crypto.randomUUID();
    choose(form, `note/${id}/at`, new Date().toISOString());
    focusPath(`note/${id}`);
  };
  return (
    <>
      <AreaField
        path="process"
        label="检查过程和结果"
        rows={6}
        placeholder="依据、出示证件、陪同人员、检查方法、所见情形"
      />
      <AreaField path="statement" label="当事人陈述申辩" rows={3} />
      <div className="field-row">
        <TextField path="refusal" label="拒绝签字的情况" />
        <TextField path="recordNote" label="重要环节没有音视频的原因" />
      </div>
      <h2>现场随记</h2>
      {notes.map((id) => (
        <AreaField
          key={id}
          path={`note/${id}`}
          label={`随记 ${formatTime(form.view(`note/${id}/at`).value)}`}
          rows={1}
        />
      ))}
      <Button onClick={add}>记一条（自动记时间）</Button>
    </>
  );
}
