import { type RequestView, type Task, Team } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { OutsiderFields } from './OutsiderFields';

interface Props {
  task: Task;
  view: RequestView | undefined;
  onClose: () => void;
  /** onSaved: the team has the new member. */
  onSaved: (team: string, text: string) => void;
}

/** RelieveForm enters whom an outside department sends instead, after consent (art. 16). */
export function RelieveForm({ task, view, onClose, onSaved }: Props) {
  return (
    <FormDialog<{ name: string; certNo: string; certUntil: string }>
      title={`代录接替人员：${view?.request.name ?? ''}`}
      note={`${view?.deputed ?? ''}在名录库中没有人员，由该部门另派，不抽取。`}
      open={view !== undefined}
      onClose={onClose}
      initial={{ name: '', certNo: '', certUntil: '' }}
      submit="代录"
      onSubmit={async (values) => {
        if (!view) return;
        const team = await Team.Relieve({
          ...values,
          department: view.deputed,
          request: view.request.id,
        });
        onSaved(team.id, `${view.request.name} 由 ${view.deputed} 另派的 ${values.name} 接替`);
      }}
    >
      <OutsiderFields task={task} />
    </FormDialog>
  );
}
