import { Button, Empty, Flex, Form, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { Dispatch, type FilingState, type FilingView, Settings } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';
import { GrowingText } from '../../components/GrowingText';
import { formatInstant } from '../../lib/clock';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';

const colors: Record<FilingState, string> = {
  made: 'default',
  sent: 'processing',
  accepted: 'success',
  returned: 'error',
};

function required(message: string) {
  return { required: true, whitespace: true, message };
}

const all = () => Dispatch.Filings('');

interface Step {
  of: FilingView;
  to: 'sent' | 'accepted' | 'returned';
}

/** Filings follows what was made for the platform until the platform answered. */
export function Filings() {
  const { info } = useSession();
  const { data, error, loading, reload } = useLoad(all);
  const [done, say] = useDone();
  const [step, setStep] = useState<Step>();
  const { data: network } = useLoad(Settings.Networks);
  const deliver = useAction(async (f: FilingView) => {
    await Dispatch.Deliver(f.id, '');
    say(`第${f.version}版已送到报送目录，并登记已上传`);
    reload();
  });
  const today = info.workspace.today;
  const title = (s: Step) =>
    `${{ sent: '登记已上传', accepted: '登记已受理', returned: '登记已退回' }[s.to]}：${s.of.taskNo} 第${s.of.version}版`;
  const finish = (text: string) => {
    say(text);
    setStep(undefined);
    reload();
  };
  return (
    <section aria-label="平台回执">
      {done}
      <ErrorAlert error={error ?? deliver.error} onRetry={reload} />
      <Table<FilingView>
        size="small"
        rowKey="id"
        loading={loading}
        dataSource={data}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 版` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="还没有制作过报送包；制作后在这里登记上传和平台的回执"
            />
          ),
        }}
        columns={[
          { key: 'task', title: '抽查任务', dataIndex: 'taskNo', className: 'nowrap' },
          { key: 'version', title: '版次', render: (_, f) => `第${f.version}版` },
          {
            key: 'state',
            title: '状态',
            render: (_, f) => <Tag color={colors[f.state]}>{f.stateLabel}</Tag>,
          },
          {
            key: 'made',
            title: '制作',
            className: 'nowrap',
            render: (_, f) => formatInstant(f.madeAt),
          },
          {
            key: 'sent',
            title: '上传',
            render: (_, f) => (f.sentOn ? `${f.sentOn} ${f.way}` : ''),
          },
          {
            key: 'answer',
            title: '平台回执',
            className: 'wide-cell',
            render: (_, f) =>
              [f.answeredOn, f.receiptNo, f.reason, f.proofName].filter(Boolean).join('，'),
          },
          {
            key: 'steps',
            title: '办理',
            render: (_, f) => (
              <Flex gap="small">
                {f.state === 'made' && f.last && network?.target && (
                  <Button size="small" loading={deliver.running} onClick={() => deliver.run(f)}>
                    送到报送目录
                  </Button>
                )}
                {f.state === 'made' && f.last && (
                  <Button size="small" onClick={() => setStep({ of: f, to: 'sent' })}>
                    登记已上传
                  </Button>
                )}
                {f.state === 'sent' && (
                  <>
                    <Button size="small" onClick={() => setStep({ of: f, to: 'accepted' })}>
                      登记已受理
                    </Button>
                    <Button size="small" danger onClick={() => setStep({ of: f, to: 'returned' })}>
                      登记已退回
                    </Button>
                  </>
                )}
                {f.state === 'returned' && f.last && '改好后重新制作报送包，即为下一版'}
                {!f.last && f.state === 'made' && '没有上传，已由后一版代替'}
              </Flex>
            ),
          },
        ]}
      />
      <FormDialog
        title={step?.to === 'sent' ? title(step) : ''}
        open={step?.to === 'sent'}
        onClose={() => setStep(undefined)}
        note="报送包经导出审批，由光盘、单向导入或安全U盘送到平台后登记。"
        initial={{ on: today, way: '' }}
        submit="登记已上传"
        onSubmit={async (v) => {
          if (!step) return;
          await Dispatch.FilingSent(step.of.id, v.on, v.way);
          finish(`已登记：第${step.of.version}版已上传`);
        }}
      >
        <Form.Item name="way" label="送达方式" rules={[required('请填写怎么送到平台')]}>
          <Input placeholder="如 光盘、单向导入、安全U盘" />
        </Form.Item>
        <Form.Item name="on" label="上传日期" rules={[required('请填写日期')]}>
          <DateField />
        </Form.Item>
      </FormDialog>
      <FormDialog
        title={step && step.to !== 'sent' ? title(step) : ''}
        open={step !== undefined && step.to !== 'sent'}
        onClose={() => setStep(undefined)}
        note="照平台的回执登记，回执文件一并留存。"
        initial={{ on: today, no: '', reason: '', proof: '' }}
        submit="登记平台回执"
        onSubmit={async (v) => {
          if (!step || step.to === 'sent') return;
          await Dispatch.FilingAnswered({ ...v, filing: step.of.id, state: step.to });
          finish(`已登记：第${step.of.version}版${step.to === 'accepted' ? '已受理' : '已退回'}`);
        }}
      >
        {step?.to === 'returned' && (
          <Form.Item name="reason" label="退回理由" rules={[required('请照平台回执填写理由')]}>
            <GrowingText />
          </Form.Item>
        )}
        <Form.Item name="no" label="回执号（有的填写）">
          <Input />
        </Form.Item>
        <Form.Item name="on" label="回执日期" rules={[required('请填写日期')]}>
          <DateField />
        </Form.Item>
        <Form.Item name="proof" label="回执文件" rules={[required('请选择回执文件')]}>
          <FilePick kind="scan" label="平台回执" />
        </Form.Item>
      </FormDialog>
    </section>
  );
}
