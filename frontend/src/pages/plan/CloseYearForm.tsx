import { Plan } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';
import { approvalOf, type Consent, ConsentFields, noConsent } from './ConsentFields';

interface Props {
  year: number;
  missing: string[];
  open: boolean;
  onClose: () => void;
  onSaved: (text: string) => void;
}

/** CloseYearForm closes a year; one that misses a minimum needs the consent of the 主要负责人. */
export function CloseYearForm({ year, missing, open, onClose, onSaved }: Props) {
  const { today } = useSession().info.workspace;
  const short = missing.length > 0;
  return (
    <FormDialog<Consent>
      title={`${year} 年终结账`}
      note={
        short
          ? `${year} 年度还有 ${missing.length} 项指标没有达到（第八条、第十一条）。仍要结账的，写明理由并登记主要负责人的批准。结账后指标和分母固定，不再改动。`
          : '结账后本年度的指标和分母固定，不再改动（第八条）。'
      }
      open={open}
      onClose={onClose}
      width={640}
      initial={noConsent(today)}
      submit="结账"
      alias={{ scan: 'scanPath' }}
      onSubmit={async (values) => {
        const approval = approvalOf(short ? values : { ...values, approver: '' });
        await Plan.CloseYear({ year, reason: short ? values.reason.trim() : '', approval });
        onSaved(`${year} 年度已结账`);
      }}
    >
      {short && <ConsentFields label="仍予结账的理由" />}
    </FormDialog>
  );
}
