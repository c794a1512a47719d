import { Alert, AutoComplete, Checkbox } from 'antd';
import { useSyncExternalStore } from 'react';
import { RecusalClaimLabels, VisitOutcomeLabels } from '../../api/generated';
import { useField } from '../../lib/useAutosave';
import { Choice } from './Choice';
import { choose, useVisit } from './context';
import { AreaField, CheckField, DayField, Frame, MinuteField, TextField } from './fields';
import { Rechecks } from './PastChecks';
import { remote } from './paths';

const outcomes = Object.entries(VisitOutcomeLabels).map(([value, label]) => ({ value, label }));

/** shared are the fields that one firm hands to the next. */
const shared = {
  present: '到场人员',
  vehicle: '出动车辆',
  rightsNote: '告知的方式和内容',
  noCheckCode: '未扫码的原因',
};

const methods = ['实地核查', '查阅资料', '网络监测'].map((value) => ({ value }));

const claims = Object.entries(RecusalClaimLabels).map(([value, label]) => ({ value, label }));

/** useOnSite tells whether anybody goes to the firm: Go judges the same when the visit is finished. */
function useOnSite(): boolean {
  const { form, data } = useVisit();
  return useSyncExternalStore(
    form.subscribe,
    () =>
      data.matters.length === 0 ||
      data.matters.some(
        (m) => !remote(form.view(`method/${m.id}`).value || form.view('method').value),
      ),
  );
}

/** BasicTab: who, when, where, and what the party was told (art. 15, 20). */
export function BasicTab() {
  const { form, data } = useVisit();
  const outcome = useField(form, 'outcome').value;
  const claim = useField(form, 'recusal').value;
  const onSite = useOnSite();
  const carried = Object.entries(shared)
    .filter(([path]) => data.fields.some((f) => f.path === path && f.value !== ''))
    .map(([, label]) => label)
    .join('、');
  return (
    <>
      {data.carried && carried !== '' && (
        <Alert
          className="error-alert"
          type="info"
          title={`${carried}沿用自“${data.carried}”，请核对`}
        />
      )}
      <Frame path="outcome" label="检查实施情况">
        <Choice path="outcome" label="检查实施情况" options={outcomes} />
      </Frame>
      {outcome !== 'done' && outcome !== '' && (
        <AreaField
          path="outcomeNote"
          label="未能实施的情况"
          placeholder="何时到场、所见情形、门牌照片、周边询问"
        />
      )}
      {(outcome === 'closed' || outcome === 'moved') && (
        <AreaField
          path="callRecord"
          label="联系经过"
          placeholder="例如：10:05 拨打登记电话 138××××0000，无人接听；10:10 询问物业"
        />
      )}
      {outcome === 'refused' && (
        <CheckField path="clauseRead" label="已当场告知拒绝、阻碍检查的法律后果（宜有音视频）" />
      )}
      {outcome === 'later' && <DayField path="secondOn" label="再次检查的日期" />}
      {outcome === 'done' && <Rechecks />}
      <div className="field-row">
        <MinuteField path="startedAt" label="开始时间" />
        <MinuteField path="endedAt" label="结束时间" />
        <MethodField />
      </div>
      <Present />
      {outcome === 'done' && !onSite ? (
        <p>
          全部事项以查阅资料、网络监测方式检查，没有进门的步骤；各事项的记录在“检查要点与问题”中填写。
        </p>
      ) : (
        <OnSite claim={claim} />
      )}
    </>
  );
}

/** MethodField is how the visit as a whole is made; a matter may have its own. */
function MethodField() {
  const { form } = useVisit();
  const { value } = useField(form, 'method');
  return (
    <Frame path="method" label="检查方式">
      <AutoComplete
        className="wide"
        aria-label="检查方式"
        data-path="method"
        value={value}
        options={methods}
        onChange={(text) => form.set('method', text ?? '')}
        onBlur={() => form.touch('method')}
      />
    </Frame>
  );
}

/** OnSite are the steps of going there. */
function OnSite({ claim }: { claim: string }) {
  return (
    <>
      <div className="field-row">
        <TextField path="place" label="检查地点" />
        <TextField path="vehicle" label="出动车辆" placeholder="号牌" />
      </div>
      <CheckField path="credentials" label="已向当事人出示执法证件" />
      <CheckField path="rights" label="已告知权利义务和申请回避的权利" />
      <TextField
        path="rightsNote"
        label="告知的方式和内容"
        placeholder="例如：口头告知并交付权利义务告知书"
      />
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
      </div>
      <div className="field-row">
        <TextField path="partyId" label="在场人员身份证件号码" />
        <TextField path="partyPhone" label="在场人员联系电话" />
      </div>
      <div className="field-row">
        <TextField
          path="legalRep"
          label="到场的法定代表人（负责人）"
          placeholder="不是在场人员本人时填写"
        />
        <TextField path="legalRepId" label="法定代表人（负责人）证件号" />
      </div>
      <div className="field-row">
        <TextField path="witness" label="见证人" />
        <TextField path="witnessId" label="见证人证件号或单位" />
      </div>
      <div className="field-row">
        <TextField path="interpreter" label="翻译人员" placeholder="不通晓当地语言文字或聋哑的" />
        <TextField path="language" label="翻译语种" placeholder="例如：英语、手语" />
        <TextField path="interpreterId" label="翻译人员证件号或单位" />
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
