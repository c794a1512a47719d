import { Alert, Flex, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Backup, type BackupFile, type Restored } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { JobProgress } from '../../components/JobProgress';
import { formatInstant } from '../../lib/clock';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';

/** BackupCheck is the drill: it opens a backup and verifies it, and touches no workspace. */
export function BackupCheck({ file, onClose }: { file: BackupFile; onClose: () => void }) {
  const [id, setId] = useState<string>();
  const [found, setFound] = useState<Restored>();
  const job = useJob(id);
  const read = useAction(async (job: string) => setFound(await Backup.Checked(job)));
  const state = job?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the job has ended
  useEffect(() => {
    if (id && state === 'done') read.run(id);
  }, [id, state]);
  return (
    <FormDialog<{ passphrase: string }>
      title={`试恢复 ${formatInstant(file.at)} 的备份`}
      note="解密到临时文件夹，全面查验后删除；不改动工作区。每季度做一次，确认口令和备份都还能用。"
      open
      initial={{ passphrase: '' }}
      submit="试恢复"
      before={
        <Flex vertical gap="small">
          {job && <JobProgress job={job} />}
          <ErrorAlert error={read.error} />
          {found && <Outcome of={found} />}
        </Flex>
      }
      onSubmit={async ({ passphrase }) => {
        setFound(undefined);
        setId(await Backup.Check(file.path, passphrase));
      }}
      onClose={onClose}
    >
      <Form.Item
        name="passphrase"
        label="做备份时的工作区口令"
        rules={[{ required: true, message: '请输入口令' }]}
      >
        <Input.Password autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}

function Outcome({ of }: { of: Restored }) {
  const whole = of.problems.length === 0;
  return (
    <Alert
      role="status"
      type={whole ? 'success' : 'error'}
      showIcon
      title={
        whole
          ? `能够恢复：${of.workspace}，${of.found} 条留痕，检查点 ${of.checkpoint}`
          : `查验没有通过：${of.problems.join('；')}`
      }
      description={of.limit}
    />
  );
}
