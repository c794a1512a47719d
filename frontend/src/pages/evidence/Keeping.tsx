import { Button, Empty, Flex, Form, Input, Table, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Evidence, type Kept } from '../../api/generated';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';
import { ApprovalForm } from '../team/ApprovalForm';
import { keepText } from '../visit/evidence';

type Step = { kind: 'ask' } | { kind: 'approve' | 'erase'; request: string; count: number };

/** Keeping lists what may be erased, asks for it, has it approved by another person, and does it. */
export function Keeping() {
  const {
    data = [],
    error,
    loading,
    reload,
  } = useLoad(useCallback(() => Evidence.Keeping(true), []));
  const [chosen, setChosen] = useState<string[]>([]);
  const [step, setStep] = useState<Step>();
  const [done, say] = useDone();
  const close = () => setStep(undefined);
  const told = (text: string) => {
    close();
    setChosen([]);
    say(text);
    reload();
  };
  return (
    <section aria-labelledby="keeping">
      <h2 id="keeping">保存期限</h2>
      <p className="dialog-note">
        一般音视频保存不少于 6
        个月；作为证据的、当事人拒绝检查或拒绝签字的、取得物品的永久保存，不得销毁。下表只列期满的和已申请、已销毁的。
      </p>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      {chosen.length > 0 && (
        <Button className="after-block" onClick={() => setStep({ kind: 'ask' })}>
          申请销毁所选 {chosen.length} 件
        </Button>
      )}
      <Table<Kept>
        size="small"
        loading={loading}
        rowKey={(k) => k.evidence.id}
        dataSource={data}
        pagination={data.length > 10 && { pageSize: 10, showTotal: (n) => `共 ${n} 件` }}
        rowSelection={{
          columnWidth: 40,
          selectedRowKeys: chosen,
          onChange: (keys) => setChosen(keys.map(String)),
          getCheckboxProps: (k) =>
            ({
              disabled: !k.due || k.evidence.erasure !== null,
              'aria-label': `选择 ${k.evidence.name}`,
            }) as object,
        }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="没有保存期满的证据，不需要办理"
            />
          ),
        }}
        columns={[
          { key: 'subject', title: '检查对象', dataIndex: 'subject' },
          {
            key: 'name',
            title: '证据',
            render: (_, k) => `${k.evidence.kind}　${k.evidence.name}`,
          },
          { key: 'keep', title: '保存期限', render: (_, k) => keepText(k.keep) },
          { key: 'state', title: '状态', render: (_, k) => <State of={k} /> },
          {
            key: 'do',
            title: '办理',
            render: (_, k) => <Next of={k} all={data} onStep={setStep} />,
          },
        ]}
      />
      <FormDialog
        open={step?.kind === 'ask'}
        title={`申请销毁 ${chosen.length} 件证据`}
        note="申请后由申请人之外的负责人审批；批准之后才能销毁，口头同意不算。"
        submit="申请"
        initial={{ reason: '保存期满' }}
        onClose={close}
        onSubmit={async ({ reason }) => {
          await Evidence.AskErase(chosen, reason);
          told(`已申请销毁 ${chosen.length} 件，待审批。`);
        }}
      >
        <Form.Item name="reason" label="理由">
          <Input />
        </Form.Item>
      </FormDialog>
      {step?.kind === 'approve' && (
        <ApprovalForm
          noun="erasure"
          target={step.request}
          title={`审批销毁 ${step.count} 件证据`}
          open
          onClose={close}
          onSaved={told}
        />
      )}
      <ConfirmModal
        open={step?.kind === 'erase'}
        danger
        title="销毁证据"
        okText="销毁"
        onClose={close}
        onOk={async () => {
          if (step?.kind !== 'erase') return;
          const gone = await Evidence.Erase(step.request);
          told(`已销毁 ${gone.length} 件；登记和摘要留在记录里。`);
        }}
      >
        将删除 {step?.kind === 'erase' ? step.count : 0}{' '}
        件证据的文件，不能恢复。登记、摘要和留痕保留；packages
        文件夹中的结果包和另存的副本须另行清理。
      </ConfirmModal>
    </section>
  );
}

function State({ of: { evidence, due } }: { of: Kept }) {
  const e = evidence.erasure;
  if (e?.at) return <Tag>{formatInstant(e.at).slice(0, 11)} 已销毁</Tag>;
  if (e?.approval) return <Tag color="processing">已批准，待销毁</Tag>;
  if (e) return <Tag color="warning">已申请，待审批</Tag>;
  return due ? <Tag color="gold">期满</Tag> : null;
}

interface NextProps {
  of: Kept;
  all: Kept[];
  onStep: (step: Step) => void;
}

/** Next is the one step that an item's request can take now. */
function Next({ of: { evidence }, all, onStep }: NextProps) {
  const e = evidence.erasure;
  if (!e || e.at) return null;
  const count = all.filter((k) => k.evidence.erasure?.request === e.request).length;
  const kind = e.approval ? 'erase' : 'approve';
  return (
    <Flex gap="small">
      <Button
        size="small"
        danger={kind === 'erase'}
        aria-label={`${kind === 'erase' ? '销毁' : '登记审批'} ${evidence.name}`}
        onClick={() => onStep({ kind, request: e.request, count })}
      >
        {kind === 'erase' ? '销毁' : '登记审批'}
      </Button>
    </Flex>
  );
}
