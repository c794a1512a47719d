import { Form, Input, Radio } from 'antd';
import { type Task, Team, type TeamView } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  task: Task;
  view: TeamView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  inspector: string;
  reason: string;
}

/** LeaderForm chooses a team's leader: the unit's own decision, the draw only proposes (art. 15). */
export function LeaderForm({ task, view, onClose, onSaved }: Props) {
  const team = view?.team;
  const name = (id: string) => team?.members.find((m) => m.inspector === id)?.name ?? '';
  return (
    <FormDialog<Values>
      title={`选定组长：${view?.subjectName ?? ''}`}
      note={
        task.joint
          ? `联合抽查由发起部门（${task.lead}）的执法检查人员任组长（第十五条）。`
          : '从成员中选定一人为组长；抽取结果只是建议，由执行单位决定（第十五条）。'
      }
      open={team !== undefined}
      onClose={onClose}
      initial={{ inspector: team?.leader || team?.proposed || '', reason: team?.leadBasis ?? '' }}
      submit="选定"
      onSubmit={async ({ inspector, reason }) => {
        if (!team) return;
        await Team.ChooseLeader(team.id, inspector, reason.trim());
        onSaved(`${view.subjectName}：已选定 ${name(inspector)} 为组长`);
      }}
    >
      <Form.Item name="inspector" label="组长">
        <Radio.Group className="radio-lines">
          {team?.members.map((m) => (
            <Radio key={m.inspector} value={m.inspector}>
              {m.name}
              <span className="quiet">
                {m.badge} {m.department}
                {m.outside && '（外部门）'}
                {m.inspector === team.proposed && '，抽取建议'}
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="reason"
        label="理由"
        extra="选定抽取建议的人选可以不填，另选他人应写明理由。"
      >
        <Input placeholder="例如：熟悉该行业检查业务" />
      </Form.Item>
    </FormDialog>
  );
}
