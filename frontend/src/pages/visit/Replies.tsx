import { useCallback } from 'react';
import { Paper } from '../../api/generated';
import { useLoad } from '../../lib/useLoad';
import { OtherDepartments } from '../team/OtherDepartments';
import { useVisit } from './context';
import { DayField, TextField } from './fields';
import { replyPath } from './paths';

/** Replies says of each other department of a joint check who answered its matters, or why nobody did (art. 18, P4). */
export function Replies() {
  const { data, reload } = useVisit();
  const team = data.team.id;
  const load = useCallback(() => Paper.OtherDepartments([team]), [team]);
  const others = useLoad(load).data ?? [];
  if (!data.task.joint || others.length === 0) return null;
  return (
    <>
      <OtherDepartments teams={[team]} onChanged={reload} />
      {others.map((o) => (
        <fieldset key={o.department} className="plain-set">
          <legend>
            {o.department}的答复（{o.matters.join('、')}）
          </legend>
          <div className="field-row">
            <TextField
              path={replyPath(o.department, 'officer')}
              label="由谁检查、答复（到场的不用填）"
              placeholder={o.officers.join('、')}
            />
            <TextField path={replyPath(o.department, 'cert')} label="执法证号" />
            <DayField path={replyPath(o.department, 'on')} label="检查日期" />
          </div>
          <TextField
            path={replyPath(o.department, 'reason')}
            label="没有答复的原因（写明原因的，该部门的事项可以不填结论）"
          />
        </fieldset>
      ))}
    </>
  );
}
