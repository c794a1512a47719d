import { Approval } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { ConsentFields, type ConsentValues, useConsent } from './ConsentFields';

interface Props {
  /** noun, target and title say what is approved: a task, drawing again, notices with counts only, or erasing evidence. */
  noun: 'task' | 'draw' | 'nameless' | 'erasure';
  target: string;
  title: string;
  open: boolean;
  onClose: () => void;
  onSaved: (text: string) => void;
}

/** ApprovalForm registers a consent: from the signed sheet, by word of mouth, or given by whoever is signed in. */
export function ApprovalForm({ noun, target, title, open, onClose, onSaved }: Props) {
  const { gives, initial } = useConsent();
  return (
    <FormDialog<ConsentValues>
      title={title}
      note="申请人与审批人不能是同一人；登记人另行记载。"
      open={open}
      onClose={onClose}
      initial={initial}
      submit={gives ? '审批' : '登记'}
      alias={{ scan: 'scanPath' }}
      onSubmit={async (values) => {
        const approval = await Approval.Register({ ...values, noun, ref: target });
        onSaved(`已登记：${approval.approver} ${approval.date} ${approval.opinion}`);
      }}
    >
      <ConsentFields gives={gives} />
    </FormDialog>
  );
}
