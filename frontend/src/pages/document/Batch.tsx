import { Alert, Button, Form, Modal, Select } from 'antd';
import { useEffect, useState } from 'react';
import { type BatchReport, Paper, Session } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { JobProgress } from '../../components/JobProgress';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useJob } from '../../lib/useJob';
import { useLoad } from '../../lib/useLoad';

interface Values {
  kind: string;
  out: string;
}

/** listKinds is what is made firm by firm. */
async function listKinds() {
  const kinds = await Session.DocumentKinds();
  return kinds
    .filter((k) => ['team', 'visit', 'result'].includes(k.noun) && !k.repeatable && !k.about)
    .map((k) => ({ value: k.kind, label: k.name }));
}

/** Batch makes one kind of document for every firm of a task. */
export function Batch({ task, onDone }: { task: string; onDone: () => void }) {
  const { info } = useSession();
  const { data: kinds } = useLoad(listKinds);
  const [open, setOpen] = useState(false);
  const [jobId, setJobId] = useState<string>();
  const [report, setReport] = useState<BatchReport>();
  const job = useJob(jobId);
  useEffect(() => {
    if (!job || job.state === 'running') return;
    if (job.state === 'done') Paper.Batched(job.id).then(setReport, () => {}); // the list shows it
    onDone();
  }, [job, onDone]);
  return (
    <>
      <Button onClick={() => setOpen(true)}>批量制作</Button>
      <Modal
        title="批量制作文书"
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        mask={{ closable: false }}
      >
        <p className="dialog-note">
          为任务的每一户制作同一种文书；已有的不重做。取消或中断后再按一次，接着做其余的。
        </p>
        <ActionForm<Values>
          initial={{ kind: '', out: outPath(info.folder, 'packages', '批量文书.pdf') }}
          submit="开始制作"
          onSubmit={async ({ kind, out }) => {
            setReport(undefined);
            setJobId(await Paper.Batch(task, kind, out?.trim() ?? ''));
          }}
        >
          <Form.Item name="kind" label="文书" rules={[{ required: true, message: '请选择文书' }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={kinds} />
          </Form.Item>
          <Form.Item name="out" label="合成一个文件供打印，保存到（不填则只制作）">
            <SavePick name="批量文书.pdf" />
          </Form.Item>
        </ActionForm>
        {job && <JobProgress job={job} />}
        {report && (
          <Alert
            type={report.left.length > 0 ? 'warning' : 'success'}
            showIcon
            title={`${report.name}：新制作 ${report.made} 份，已有 ${report.stood} 份，没有制作 ${report.left.length} 户`}
            description={
              <>
                {report.path && <div>已合成 {report.path}</div>}
                {report.left.map((l) => (
                  <div key={l}>{l}</div>
                ))}
              </>
            }
          />
        )}
      </Modal>
    </>
  );
}
