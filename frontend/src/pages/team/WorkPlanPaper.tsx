import { Modal } from 'antd';
import type { TeamView } from '../../api/generated';
import { IssuePaper } from '../../components/IssuePaper';

interface Props {
  view: TeamView | undefined;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** WorkPlanPaper prints a team's 检查工作方案. */
export function WorkPlanPaper({ view, onClose, onDone }: Props) {
  return (
    <Modal
      title={`检查工作方案：${view?.subjectName ?? ''}`}
      open={view !== undefined}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
    >
      <p className="dialog-note">按保存的方案制作；组长和单位负责人签字后归档。</p>
      {view && (
        <IssuePaper kind="work-plan" name="检查工作方案" of={view.team.id} onDone={onDone} />
      )}
    </Modal>
  );
}
