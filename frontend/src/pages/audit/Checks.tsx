import { Alert, Button, Flex, Form } from 'antd';
import { useState } from 'react';
import { type Health, Trace } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { JobProgress } from '../../components/JobProgress';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';

type Out = 'export' | 'checkpoint';

const outs: Record<Out, { title: string; note: string; name: string }> = {
  export: {
    title: '导出全部留痕',
    note: '一行一条，任何人可据此重算日志树根。',
    name: '留痕记录.txt',
  },
  checkpoint: {
    title: '导出检查点',
    note: '经签名的日志树根。打印或交他人留存后，此前的记录就不能再悄悄改写。',
    name: '检查点.txt',
  },
};

/** Checks verifies the log and everything it names, and hands it to others. */
export function Checks() {
  const { info } = useSession();
  const [health, setHealth] = useState<Health>();
  const [id, setId] = useState<string>();
  const [out, setOut] = useState<Out>();
  const [done, say] = useDone();
  const job = useJob(id);
  const verify = useAction(async () => setHealth(await Trace.Verify()));
  const doctor = useAction(async () => setId(await Trace.Doctor()));
  const chosen = out && outs[out];
  return (
    <section aria-label="查验">
      <Flex gap="small" wrap className="toolbar">
        <Button type="primary" loading={verify.running} onClick={() => verify.run()}>
          核验日志
        </Button>
        <Button loading={doctor.running || job?.state === 'running'} onClick={() => doctor.run()}>
          全面查验（含证据和文书）
        </Button>
        <Button onClick={() => setOut('export')}>导出留痕</Button>
        <Button onClick={() => setOut('checkpoint')}>导出检查点</Button>
      </Flex>
      <ErrorAlert error={verify.error ?? doctor.error} />
      <div role="status" aria-label="核验日志的结论">
        {health && <HealthNote health={health} />}
      </div>
      {job && <JobProgress job={job} />}
      {done}
      <p className="limit">
        本机查验只能发现与现有日志不一致的改动；从未离开本机的记录，掌握本机的人可以整体重写。把检查点交他人留存才能防止。当前检查点：
        <span className="digest">{health?.checkpoint || info.workspace.checkpoint}</span>
      </p>
      {out && chosen && (
        <FormDialog
          open
          title={chosen.title}
          note={chosen.note}
          submit="导出"
          initial={{ path: outPath(info.workspace.dir, 'packages', chosen.name) }}
          onSubmit={async ({ path }) => {
            await (out === 'export' ? Trace.Export(path.trim()) : Trace.Checkpoint(path.trim()));
            say(`已导出：${path.trim()}`);
            setOut(undefined);
          }}
          onClose={() => setOut(undefined)}
        >
          <Form.Item
            name="path"
            label="保存到"
            rules={[{ required: true, whitespace: true, message: '请填写路径' }]}
          >
            <SavePick name={chosen.name} />
          </Form.Item>
        </FormDialog>
      )}
    </section>
  );
}

function HealthNote({ health }: { health: Health }) {
  return (
    <Alert
      className="error-alert"
      role="presentation"
      type={health.ok ? 'success' : 'error'}
      showIcon
      title={
        health.ok
          ? `日志完好：共 ${health.entries} 条，检查点 ${health.checkpoint}`
          : `日志有问题：${health.problems.join('；')}`
      }
    />
  );
}
