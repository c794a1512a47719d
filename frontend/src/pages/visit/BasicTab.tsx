import { Checkbox } from 'antd';
import { RecusalClaimLabels, VisitOutcomeLabels } from '../../api/generated';
import { useField } from '../../lib/useAutosave';
import { Choice } from './Choice';
import { choose, useVisit } from './context';
import { AreaField, CheckField, Frame, MinuteField, TextField } from './fields';

const outcomes = Object.entries(VisitOutcomeLabels).map(([value, label]) => ({ value, label }));

const claims = Object.entries(RecusalClaimLabels).map(([value, label]) => ({ value, label }));

/** BasicTab: who, when, where, and what the party was told (art. 15, 20). */
export function BasicTab() {
  const { form } = useVisit();
  const outcome = useField(form, 'outcome').value;
  const claim = useField(form, 'recusal').value;
  return (
    <>
      <Frame path="outcome" label="检查实施情况">
        <Choice path="outcome" label="检查实施情况" options={outcomes} />
      </Frame>
      {outcome !== 'done' && outcome !== '' && (
        <AreaField
          path="outcomeNote"
          label="未能实施的情况"
          placeholder="何时到场、所见情形、联系经过"
        />
      )}
      <div className="field-row">
        <MinuteField path="startedAt" label="开始时间" />
        <MinuteField path="endedAt" label="结束时间" />
        <TextField path="method" label="检查方式" />
      </div>
      <TextField path="place" label="检查地点" />
      <Present />
      <CheckField path="credentials" label="已向当事人出示执法证件" />
      <CheckField path="rights" label="已告知权利义务和申请回避的权利" />
      <Frame path="recusal" label="当事人是否申请回避">
        <Choice path="recusal" label="当事人是否申请回避" options={claims} />
      </Frame>
      {claim === 'asked' && (
        <TextField
          path="recusalNote"
          label="申请谁回避、理由和处理情况"
          placeholder="例如：申请张某回避，称与本店有纠纷；已报告分管负责人，决定前检查继续"
        />
      )}
      <div className="field-row">
        <TextField path="checkCode" label="扫码入企号" />
        <TextField
          path="noCheckCode"
          label="未扫码的原因"
          placeholder="例如：现场无网络，十日内补录"
        />
      </div>
      <div className="field-row">
        <TextField path="partyName" label="被检查单位在场人员" />
        <TextField path="partyPost" label="职务" />
        <TextField path="witness" label="见证人" />
      </div>
      <div className="field-row">
        <TextField path="partyId" label="在场人员身份证件号码" />
        <TextField path="partyPhone" label="在场人员联系电话" />
      </div>
    </>
  );
}

/** Present ticks who of the team came (art. 15: two or more, the leader among them). */
function Present() {
  const { form, data } = useVisit();
  const { value } = useField(form, 'present');
  const here = value.split('，').filter(Boolean);
  return (
    <Frame path="present" label="到场检查人员（不少于两名，组长须到场）">
      <Checkbox.Group
        value={here}
        onChange={(ids) => choose(form, 'present', ids.join('，'))}
        className="present"
      >
        {data.team.members.map((m, i) => (
          <Checkbox
            key={m.inspector}
            value={m.inspector}
            data-path={i === 0 ? 'present' : undefined}
          >
            {m.name}
            {m.inspector === data.team.leader && '（组长）'} {m.badge || m.certNo}
          </Checkbox>
        ))}
      </Checkbox.Group>
    </Frame>
  );
}
