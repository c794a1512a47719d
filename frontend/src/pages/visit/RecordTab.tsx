import { AreaField, TextField } from './fields';
import { Notes } from './Notes';

/** RecordTab holds the long texts of the 笔录 and the notes jotted down on the way. */
export function RecordTab() {
  return (
    <>
      <AreaField
        path="process"
        label="检查过程和结果"
        rows={6}
        placeholder="依据、出示证件、陪同人员、检查方法、所见情形"
      />
      <AreaField path="statement" label="当事人陈述申辩" rows={3} />
      <TextField path="refusal" label="拒绝签字的情况" />
      <h2>现场随记</h2>
      <Notes />
    </>
  );
}
