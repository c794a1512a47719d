import { Alert, Form, Select, Typography } from 'antd';
import { useCallback, useState } from 'react';
import {
  type Device,
  Dispatch,
  type Sent,
  Settings,
  Task,
  Team,
  TeamStateLabels,
  type TeamView,
} from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { SavePick } from '../../components/SavePick';
import { TaskSelect } from '../../components/TaskSelect';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { SentNote } from './SentNote';

interface Fields {
  device: string;
  teams: string[];
  out: string;
}

/** TaskPackage grants teams of an approved task to a device and writes its package (art. 14). */
export function TaskPackage({ task: given }: { task: string }) {
  const [task, setTask] = useState(given);
  return (
    <div className="page-form">
      <Typography.Paragraph>
        任务审批后，把检查组派发到外勤设备。任务包只有所选设备能用，由本单位签名。
      </Typography.Paragraph>
      <div className="toolbar">
        <TaskSelect value={task || undefined} onChange={setTask} />
      </div>
      {task && <Send key={task} task={task} />}
    </div>
  );
}

function Send({ task }: { task: string }) {
  const load = useCallback(async () => {
    const [about, teams, devices] = await Promise.all([
      Task.Get(task),
      Team.List(task),
      Settings.Devices(),
    ]);
    return { about, teams, devices: devices.filter((d) => !d.revoked) };
  }, [task]);
  const { data, error, reload } = useLoad(load);
  const { info } = useSession();
  const [sent, setSent] = useState<Sent>();
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!data) return null;
  const { about, teams, devices } = data;
  const ready = teams.filter((t) => t.team.state === 'ready');
  const name = `任务包 ${about.no}.zip`;
  return (
    <>
      {about.state !== 'approved' && about.state !== 'dispatched' && (
        <Alert
          className="error-alert"
          type="warning"
          showIcon
          title="任务还没有审批，不能派发（第十四条）"
          description="先抽取、锁定、匹配人员、选定组长并登记审批。"
        />
      )}
      {devices.length === 0 && (
        <Alert
          className="error-alert"
          type="warning"
          showIcon
          title="还没有登记外勤设备"
          description="先在“登记外勤设备”中用该设备的登记申请签发证书。"
        />
      )}
      <ActionForm<Fields>
        key={ready.length}
        initial={{
          device: devices.length === 1 ? (devices[0]?.name ?? '') : '',
          teams: ready.map((t) => t.team.id),
          out: outPath(info.workspace.dir, 'packages', name),
        }}
        submit="签名并写出任务包"
        onSubmit={async ({ device, teams: chosen, out }) => {
          setSent(await Dispatch.Task(task, device, chosen, out.trim()));
          reload();
        }}
      >
        <Form.Item
          name="device"
          label="外勤设备"
          rules={[{ required: true, message: '请选择设备' }]}
        >
          <Select showSearch={{ optionFilterProp: 'label' }} options={devices.map(deviceOption)} />
        </Form.Item>
        <Form.Item
          name="teams"
          label={`检查组（共 ${teams.length} 个，待派发 ${ready.length} 个）`}
          rules={[{ required: true, message: '请选择检查组' }]}
          extra="已派发的检查组可以再次派发给另一台设备，原设备的授权随即失效。"
        >
          <Select
            mode="multiple"
            maxTagCount={6}
            showSearch={{ optionFilterProp: 'label' }}
            options={teams.map(teamOption)}
          />
        </Form.Item>
        <Form.Item name="out" label="任务包保存到">
          <SavePick name={name} />
        </Form.Item>
      </ActionForm>
      <SentNote sent={sent} next="把文件拷给该设备，在其“派发与交换”中打开。" />
    </>
  );
}

function deviceOption(d: Device) {
  return { value: d.name, label: `${d.name}（${d.role}，证书 ${d.fingerprint.slice(0, 8)}）` };
}

function teamOption({ team, subjectName }: TeamView) {
  return {
    value: team.id,
    label: `${team.order} ${subjectName}（${TeamStateLabels[team.state]}）`,
    disabled: team.state !== 'ready' && team.state !== 'dispatched',
  };
}
