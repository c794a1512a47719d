import { Form, Input, Radio, Select } from 'antd';
import { type Cause, CauseLabels, Team, type TeamView } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';
import { causes } from './ReplaceForm';

interface Props {
  teams: TeamView[];
  open: boolean;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  /** member is team and inspector, joined by a slash. */
  member: string;
  cause: Cause;
  reason: string;
}

/** AskForm enters a request that is decided later; an inspector asks for their own recusal only (art. 16). */
export function AskForm({ teams, open, onClose, onSaved }: Props) {
  const { info } = useSession();
  const office = info.actor.role === 'office';
  const members = teams
    .filter((v) => v.team.state !== 'returned')
    .flatMap((v) =>
      v.team.members
        .filter((m) => office || m.inspector === info.actor.person)
        .map((m) => ({
          value: `${v.team.id}/${m.inspector}`,
          label: `${m.name}（${m.badge}）：${v.team.order} ${v.subjectName}`,
        })),
    );
  return (
    <FormDialog<Values>
      title="申请更换或回避"
      note="与检查对象有利害关系的，应当申请回避；两日内决定，决定前不停止检查（第十六条）。"
      open={open}
      onClose={onClose}
      initial={{ member: members[0]?.value ?? '', cause: 'recusal', reason: '' }}
      submit="提出申请"
      alias={{ inspector: 'member' }}
      onSubmit={async ({ member, cause, reason }) => {
        const [team = '', inspector = ''] = member.split('/');
        const r = await Team.Ask({ team, inspector, cause, reason });
        onSaved(
          `已登记 ${r.name} 的申请${r.dueOn && `，应在 ${r.dueOn} 前决定`}；决定前不停止检查`,
        );
      }}
    >
      <Form.Item
        name="member"
        label="人员和检查对象"
        rules={[{ required: true, message: '本任务的检查组里没有您，不能申请' }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={members} />
      </Form.Item>
      <Form.Item name="cause" label="理由">
        <Radio.Group
          options={causes
            .filter((c) => office || c === 'recusal')
            .map((c) => ({ value: c, label: CauseLabels[c] }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label="具体情况"
        rules={[{ required: true, whitespace: true, message: '请写明具体情况' }]}
      >
        <Input placeholder="例如：与负责人系近亲属" />
      </Form.Item>
    </FormDialog>
  );
}
