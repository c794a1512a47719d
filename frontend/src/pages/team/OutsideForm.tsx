import { Checkbox, Form, Select } from 'antd';
import { type Task, Team, type TeamView } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { OutsiderFields } from './OutsiderFields';

interface Props {
  task: Task;
  view: TeamView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  department: string;
  name: string;
  certNo: string;
  certUntil: string;
  all: boolean;
}

/** OutsideForm enters an outside department's inspector who is in no register (代录, P4). */
export function OutsideForm({ task, view, onClose, onSaved }: Props) {
  return (
    <FormDialog<Values>
      title={`代录外部门人员：${view?.subjectName ?? ''}`}
      note="该部门在名录库中没有人员，由其自行指派，在此代录；不需要账户，在文书上签自己的一页。"
      open={view !== undefined}
      onClose={onClose}
      initial={{
        department: task.deputed[0] ?? '',
        name: '',
        certNo: '',
        certUntil: '',
        all: false,
      }}
      submit="代录"
      onSubmit={async (values) => {
        if (!view) return;
        const n = await Team.EnterOutsider({ ...values, team: view.team.id });
        onSaved(`已代录 ${values.department} ${values.name}，${n} 个检查组`);
      }}
    >
      <Form.Item name="department" label="部门">
        <Select options={task.deputed.map((d) => ({ value: d, label: d }))} />
      </Form.Item>
      <OutsiderFields task={task} />
      <Form.Item name="all" valuePropName="checked">
        <Checkbox>同时用于本任务还没有该部门人员的其他检查组</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
