import { Form, Input } from 'antd';
import { type Task, Team, type TeamView } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  task: Task;
  view: TeamView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  date: string;
  scheme: string;
}

/** SchemeForm writes a team's 检查工作方案: duties, procedure, dates (art. 15). */
export function SchemeForm({ task, view, onClose, onSaved }: Props) {
  const team = view?.team;
  return (
    <FormDialog<Values>
      title={`检查工作方案：${view?.subjectName ?? ''}`}
      note="明确责任分工、程序规范、时间节点（第十五条）。下面的文字是草稿，请按实际修改。"
      open={team !== undefined}
      onClose={onClose}
      width={720}
      initial={{
        date: team?.date ?? '',
        scheme: team?.scheme || (view ? draftOf(view, task) : ''),
      }}
      submit="保存"
      onSubmit={async ({ date, scheme }) => {
        if (!team) return;
        await Team.SetScheme(team.id, date, scheme.trim());
        onSaved(`${view.subjectName}：工作方案已保存`);
      }}
    >
      <Form.Item
        name="date"
        label="检查日期"
        extra={`任务期间 ${task.from} 至 ${task.to}`}
        rules={[{ required: true, message: '请填写检查日期' }]}
      >
        <DateField />
      </Form.Item>
      <Form.Item name="scheme" label="方案内容">
        <Input.TextArea className="grow" rows={8} />
      </Form.Item>
    </FormDialog>
  );
}

/** draftOf words a scheme from what is known, for the unit to correct. */
export function draftOf(view: TeamView, task: Task): string {
  const { members, leader, proposed } = view.team;
  const leads = members.find((m) => m.inspector === (leader || proposed));
  const others = members.filter((m) => m !== leads).map((m) => m.name);
  return [
    `一、责任分工：${leads?.name ?? ''}任组长，负责组织协调；${others.join('、')}负责逐项检查、记录和取证。`,
    '二、程序规范：出示执法证件，告知权利义务，全程录音录像，逐项对照检查要点，当场制作笔录并由当事人签字。',
    `三、时间节点：${view.team.date || task.from}前到场检查，检查结束后两个工作日内录入结果。`,
  ].join('\n');
}
