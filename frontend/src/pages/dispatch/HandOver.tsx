import { Alert, Form, Select, Typography } from 'antd';
import { useState } from 'react';
import { Dispatch, type HandedOver, Settings, Visit } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { GrowingText } from '../../components/GrowingText';
import { SavePick } from '../../components/SavePick';
import { UnlockNotice } from '../../components/UnlockNotice';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

interface Fields {
  team: string;
  device: string;
  receiver: string;
  note: string;
  out: string;
}

async function load() {
  const [stops, devices] = await Promise.all([Visit.Today(), Settings.Devices()]);
  return {
    stops: stops.filter((s) => s.visitState === '' || s.visitState === 'open'),
    devices: devices.filter((d) => !d.revoked && d.unit === ''),
  };
}

/** HandOver passes an unfinished inspection on to another laptop of the same team (P14). */
export function HandOver() {
  const { data, error, reload } = useLoad(load);
  const { info } = useSession();
  const [done, setDone] = useState<HandedOver>();
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!data) return null;
  const { stops, devices } = data;
  const others = devices.filter((d) => d.name !== info.workspace.name);
  const name = `交接包 ${info.workspace.name} ${info.workspace.today}.zip`;
  return (
    <div className="page-form">
      <Typography.Paragraph>
        没有查完的一户，连同所填内容、证据和文书交给同组成员的另一台设备接着查。交出之后本机只供查看；接手人须是该检查组的成员，换人先由办公室办理更换。
      </Typography.Paragraph>
      <UnlockNotice />
      {others.length === 0 && (
        <Alert
          className="error-alert"
          type="warning"
          showIcon
          title="本机还不知道别的外勤设备"
          description="设备名单随办公室的任务包、接收回执包到来；新登记的设备，请办公室再发一个包。"
        />
      )}
      {stops.length === 0 && (
        <Alert className="error-alert" type="info" showIcon title="没有未查完的检查对象可交接" />
      )}
      <ActionForm<Fields>
        key={stops.length}
        initial={{
          team: '',
          device: '',
          receiver: '',
          note: '',
          out: outPath(info.workspace.dir, 'packages', name),
        }}
        submit="签名并交出"
        onSubmit={async (f) => {
          setDone(await Dispatch.HandOver({ ...f, out: f.out.trim() }));
          reload();
        }}
      >
        {(form) => (
          <>
            <Form.Item
              name="team"
              label="检查对象"
              rules={[{ required: true, message: '请选择检查对象' }]}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                onChange={() => form.setFieldValue('receiver', '')}
                options={stops.map((s) => ({
                  value: s.team.id,
                  label: `${s.subjectName}（${s.visitLabel}）`,
                }))}
              />
            </Form.Item>
            <Form.Item
              name="device"
              label="接手设备"
              rules={[{ required: true, message: '请选择设备' }]}
            >
              <Select options={others.map((d) => ({ value: d.name, label: d.name }))} />
            </Form.Item>
            <Form.Item noStyle dependencies={['team']}>
              {() => (
                <Form.Item
                  name="receiver"
                  label="接手人"
                  rules={[{ required: true, message: '请选择接手人' }]}
                  extra="由其本人在接手设备上登录后打开交接包，即为确认接手。"
                >
                  <Select
                    options={(
                      stops.find((s) => s.team.id === form.getFieldValue('team'))?.team.members ??
                      []
                    )
                      .filter((m) => !m.outside)
                      .map((m) => ({ value: m.inspector, label: m.name }))}
                  />
                </Form.Item>
              )}
            </Form.Item>
            <Form.Item name="note" label="交接说明">
              <GrowingText />
            </Form.Item>
            <Form.Item name="out" label="交接包保存到">
              <SavePick name={name} />
            </Form.Item>
          </>
        )}
      </ActionForm>
      <div role="status" aria-label="交接结果" className="after-block">
        {done && (
          <Alert
            role="presentation"
            type="success"
            showIcon
            title={`已交出，由${done.handover.taker}接手：${done.sent.path}`}
            description={
              <>
                {done.handover.pending.length > 0 && (
                  <p>随交事项，双方核对：{done.handover.pending.join('；')}</p>
                )}
                交接单请送办公室打开，办公室据此知道由哪台设备持有：{done.slip.path}
              </>
            }
          />
        )}
      </div>
    </div>
  );
}
