import { Button, Empty, Flex, Form, Input, InputNumber, Select, Table, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { LeaseStateLabels, type NumberLease, Numbers, Settings } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { MultiSelect } from '../../components/MultiSelect';
import { SavePick } from '../../components/SavePick';
import { UnlockNotice } from '../../components/UnlockNotice';
import { formatInstant } from '../../lib/clock';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

interface Props {
  year: string;
  onDone: (text: string) => void;
}

/** NumberLeases lists the ranges of numbers that devices have, gives more and closes lost ones. */
export function NumberLeases({ year, onDone }: Props) {
  const { info } = useSession();
  const office = info.workspace.kind === 'office';
  const load = useCallback(() => Numbers.Leases(year), [year]);
  const { data, error, loading, reload } = useLoad(load);
  const [open, setOpen] = useState<'lease' | 'reserve'>();
  const [closing, setClosing] = useState<NumberLease>();
  const tell = (text: string) => {
    setOpen(undefined);
    setClosing(undefined);
    onDone(text);
    reload();
  };
  return (
    <section aria-label="号段">
      <ErrorAlert error={error} onRetry={reload} />
      {office && (
        <Flex className="table-tools" gap="small" wrap>
          <Button onClick={() => setOpen('lease')}>另给号段</Button>
          <Button onClick={() => setOpen('reserve')}>留号</Button>
        </Flex>
      )}
      <Table<NumberLease>
        size="small"
        aria-label="号段"
        rowKey="id"
        loading={loading}
        dataSource={data}
        pagination={(data?.length ?? 0) > 20 && { pageSize: 20, showTotal: (n) => `共 ${n} 份` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="这一年还没有号段。设置机关代字后，派发任务包时按“每个检查组带出号数”自动给出。"
            />
          ),
        }}
        columns={[
          { key: 'device', title: '设备', render: (_, l) => l.deviceName },
          {
            key: 'ranges',
            title: '号段',
            className: 'wide-cell',
            render: (_, l) =>
              l.ranges.map((r) => (
                <div key={r.kind}>
                  {r.series}
                  {r.from}—{r.to}号
                </div>
              )),
          },
          {
            key: 'state',
            title: '状态',
            render: (_, l) => (
              <Tag color={l.state === 'open' ? 'processing' : 'default'}>
                {l.device ? LeaseStateLabels[l.state] : '留号'}
              </Tag>
            ),
          },
          {
            key: 'at',
            title: '给出',
            render: (_, l) => (
              <>
                {formatInstant(l.at)}
                <br />
                <small>{l.by}</small>
              </>
            ),
          },
          { key: 'reason', title: '说明', className: 'wide-cell', render: (_, l) => l.reason },
          {
            key: 'act',
            title: '操作',
            render: (_, l) =>
              office &&
              l.state === 'open' && (
                <Button
                  size="small"
                  danger
                  aria-label={`注销号段：${l.deviceName} ${formatInstant(l.at)}`}
                  onClick={() => setClosing(l)}
                >
                  注销
                </Button>
              ),
          },
        ]}
      />
      {open && <Give what={open} onClose={() => setOpen(undefined)} onDone={tell} />}
      {closing && (
        <FormDialog<{ reason: string }>
          open
          title="注销号段"
          note={`${closing.deviceName}的号段：未用的号不再使用，在台账中说明；以后出现用这些号的文书，列为版本冲突。`}
          submit="注销"
          initial={{ reason: '' }}
          onClose={() => setClosing(undefined)}
          onSubmit={async ({ reason }) => {
            await Numbers.Close(closing.id, reason);
            tell(`${closing.deviceName}的号段已注销`);
          }}
        >
          <Form.Item
            name="reason"
            label="理由"
            rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
          >
            <Input maxLength={100} placeholder="如：电脑遗失，已报告" />
          </Form.Item>
        </FormDialog>
      )}
    </section>
  );
}

interface GiveFields {
  device: string;
  kinds: string[];
  kind: string;
  count: number;
  reason: string;
  out: string;
}

const loadChoices = async () => {
  const [devices, { rules }] = await Promise.all([Settings.Devices(), Numbers.Rules()]);
  return {
    devices: devices
      .filter((d) => !d.revoked && !d.unit)
      .map((d) => ({ value: d.fingerprint, label: d.name })),
    kinds: rules.filter((r) => r.next).map((r) => ({ value: r.kind, label: r.name })),
  };
};

/** Give leases more numbers to a laptop, or sets numbers aside for paper. */
function Give({
  what,
  onClose,
  onDone,
}: {
  what: 'lease' | 'reserve';
  onClose: () => void;
  onDone: (text: string) => void;
}) {
  const { info } = useSession();
  const { data } = useLoad(loadChoices);
  const lease = what === 'lease';
  const required = (message: string) => [{ required: true, message }];
  return (
    <FormDialog<GiveFields>
      open
      title={lease ? '另给号段' : '留号'}
      note={
        lease
          ? '写出一个签名包，在该设备上打开后即可使用。'
          : '启用本程序前本年已用到的号，或纸质使用的号，登记后不再编给文书。'
      }
      before={lease && <UnlockNotice />}
      submit={lease ? '写出号段包' : '留号'}
      initial={{
        device: '',
        kinds: [],
        kind: '',
        count: lease ? 5 : 1,
        reason: '',
        out: outPath(info.folder, 'packages', '号段.zip'),
      }}
      onClose={onClose}
      onSubmit={async (v) => {
        if (lease) {
          const sent = await Numbers.Lease(v.device, v.kinds, v.count, v.out.trim());
          return onDone(`号段包已写入 ${sent.path}`);
        }
        await Numbers.Reserve(v.kind, v.count, v.reason);
        onDone('已留号');
      }}
    >
      {lease ? (
        <>
          <Form.Item name="device" label="设备" rules={required('请选择设备')}>
            <Select options={data?.devices} />
          </Form.Item>
          <Form.Item name="kinds" label="文书" rules={required('请选择文书')}>
            <MultiSelect options={data?.kinds} />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="kind" label="文书" rules={required('请选择文书')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={data?.kinds} />
        </Form.Item>
      )}
      <Form.Item name="count" label={lease ? '每种文书的号数' : '号数'}>
        <InputNumber min={1} max={1000} precision={0} />
      </Form.Item>
      {lease ? (
        <Form.Item name="out" label="保存到" rules={required('请填写保存位置')}>
          <SavePick name="号段.zip" />
        </Form.Item>
      ) : (
        <Form.Item
          name="reason"
          label="用途"
          rules={[{ required: true, whitespace: true, message: '请写明用途' }]}
        >
          <Input maxLength={100} placeholder="如：启用本程序前已用" />
        </Form.Item>
      )}
    </FormDialog>
  );
}
