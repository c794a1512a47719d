import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { type CapState, Library, Plan, type Subject } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { approvalOf, type Consent, ConsentFields, noConsent } from './ConsentFields';

/** FirmCap finds a firm and says how often it was checked this year, and up to what cap. */
export function FirmCap({ onDone }: { onDone: (text: string) => void }) {
  const { today } = useSession().info.workspace;
  const year = Number(today.slice(0, 4));
  const [found, setFound] = useState<Subject[]>();
  const [state, setState] = useState<CapState>();
  const [excepting, setExcepting] = useState(false);
  const look = useAction(async (search: string) => {
    setState(undefined);
    const page = await Library.Subjects({
      search,
      trade: '',
      department: '',
      order: 'code',
      page: 1,
      size: 8,
    });
    setFound(page.rows);
  });
  const show = useAction(async (id: string) => setState(await Plan.CapOf(id, year)));
  return (
    <section aria-label="查询企业">
      <h2>查询企业本年度检查次数</h2>
      <Input.Search
        className="page-form"
        aria-label="企业名称或代码"
        placeholder="企业名称、代码或拼音首字母"
        enterButton="查询"
        loading={look.running}
        onSearch={(text) => text.trim() && look.run(text.trim())}
      />
      <ErrorAlert error={look.error ?? show.error} />
      {found && !state && (
        <ul className="plain-list after-block" aria-label="找到的企业">
          {found.length === 0 && <li>名录库中没有找到</li>}
          {found.map((s) => (
            <li key={s.id}>
              <Button type="link" size="small" onClick={() => show.run(s.id)}>
                {s.name}
              </Button>
              <span className="under">{s.code}</span>
            </li>
          ))}
        </ul>
      )}
      {state && (
        <Alert
          className="page-form after-block"
          type={state.reached ? 'warning' : 'info'}
          showIcon
          title={`${state.name} ${state.code}`}
          description={state.lines.map((l) => <div key={l.department}>{l.text}</div>)}
          action={
            state.reached && <Button onClick={() => setExcepting(true)}>登记批准的例外</Button>
          }
        />
      )}
      <FormDialog<Consent>
        title="登记批准的例外"
        note={`对“${state?.name}”${year} 年度再检查一次（国办发〔2024〕54号）。申请人与审批人不能是同一人。`}
        open={excepting}
        onClose={() => setExcepting(false)}
        width={640}
        initial={noConsent(today)}
        submit="登记"
        alias={{ scan: 'scanPath' }}
        onSubmit={async (values) => {
          if (!state) return;
          const approval = approvalOf(values);
          const reason = values.reason.trim();
          await Plan.ExceptCap({ subject: state.subject, year, reason, approval });
          setExcepting(false);
          onDone(`已登记：可对“${state.name}”再检查一次`);
          await show.run(state.subject);
        }}
      >
        <ConsentFields label="超过上限检查的理由" />
      </FormDialog>
    </section>
  );
}
