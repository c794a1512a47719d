import { Alert, Button, Descriptions, Form, Typography } from 'antd';
import { useState } from 'react';
import {
  Dispatch,
  KindLabels,
  NounLabels,
  type Received,
  RequestStateLabels,
  Session,
} from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';

/** OpenPackage verifies a package wholly and takes it in: results at the office, tasks on a laptop. */
export function OpenPackage({ office }: { office: boolean }) {
  const [received, setReceived] = useState<Received>();
  return (
    <div className="page-form">
      <Typography.Paragraph>
        {office
          ? '收取外勤和执行单位交回的结果包、上级下发的任务分派包和一单两库包：先整包核验，再并入；再次打开同一个包不会重复。'
          : '打开办公室派发的任务包、变更包和接收回执包：先整包核验，再导入。'}
      </Typography.Paragraph>
      <ActionForm<{ path: string }>
        initial={{ path: '' }}
        submit="核验并打开"
        onSubmit={async ({ path }) => {
          setReceived(undefined);
          setReceived(await Dispatch.Open(path.trim()));
        }}
      >
        <Form.Item
          name="path"
          label="数据包"
          rules={[{ required: true, whitespace: true, message: '请选择数据包或填写路径' }]}
        >
          <FilePick kind="package" label="数据包" />
        </Form.Item>
      </ActionForm>
      <div role="status" aria-label="打开结果" className="after-block">
        {received && <ReceivedNote received={received} office={office} />}
      </div>
    </div>
  );
}

function ReceivedNote({ received, office }: { received: Received; office: boolean }) {
  const kind = KindLabels[received.kind as keyof typeof KindLabels] ?? received.kind;
  return (
    <>
      <Alert
        role="presentation"
        type="success"
        showIcon
        title={received.already ? `这个${kind}以前已经导入，没有重复` : `已导入${kind}`}
        description={received.verdict}
      />
      <Descriptions
        className="after-block"
        bordered
        size="small"
        column={4}
        items={[
          { key: 'unit', label: '来自', span: 4, children: received.unit },
          { key: 'added', label: '新增', children: `${received.added} 项` },
          { key: 'known', label: '已有', children: `${received.known} 项` },
          { key: 'files', label: '文件', children: `${received.files} 个` },
          { key: 'forks', label: '冲突', children: `${received.conflicts.length} 项` },
        ]}
      />
      {received.conflicts.map((f) => (
        <Alert
          key={f.digest}
          className="after-block"
          type="warning"
          showIcon
          title={`${NounLabels[f.noun]}没有并入：${f.reason}`}
          description="两个版本都已留存，由负责人在“版本冲突”中裁定；在此之前以原有的为准。"
        />
      ))}
      {received.phoned.map((r) => (
        <Alert
          key={r.id}
          className="after-block"
          type={r.state === 'confirmed' ? 'success' : 'error'}
          showIcon
          title={`电话告知的更换（${r.name} 换为 ${r.phoned?.name}）：${RequestStateLabels[r.state]}`}
          description={
            r.state === 'contradicted' &&
            '检查组以变更包为准，电话告知的人员不再计入。请立即与办公室核对；已由其参加的检查，交回时书面说明。'
          }
        />
      ))}
      {received.receipt && (
        <Alert
          className="after-block"
          type="info"
          showIcon
          title="已制作接收回执，请带回该设备打开"
          description={received.receipt}
        />
      )}
      {received.receiptNote && (
        <Alert className="after-block" type="warning" showIcon title={received.receiptNote} />
      )}
      {received.toVoid.length > 0 && (
        <Alert
          className="after-block"
          type="warning"
          showIcon
          title={`以原人员名义签发的文书 ${received.toVoid.length} 份，应作废后重开`}
          description={received.toVoid.map((p) => `${p.name} ${p.number}`).join('；')}
        />
      )}
      {received.kind === 'receipt' ? (
        <p>各任务的回执情况见“回执与清除”。</p>
      ) : (
        <Next office={office} kind={received.kind} />
      )}
    </>
  );
}

/** Next leads on: the first package brings the people who may sign in. */
function Next({ office, kind }: { office: boolean; kind: string }) {
  const { info, reload } = useSession();
  const signOut = useAction(async () => {
    await Session.SignOut();
    reload();
  });
  if (office)
    return (
      <p>
        {kind === 'library' && <a href={href('library', 'subjects')}>查看名录库</a>}
        {kind === 'assign' && <a href={href('task')}>查看分派来的任务</a>}
        {kind === 'result' && <a href={href('result')}>审核检查结果</a>}
      </p>
    );
  if (info.actor.person !== 'setup')
    return (
      <p>
        <a href={href('visit')}>去现场检查</a>
      </p>
    );
  return (
    <div className="after-block">
      <p>检查组人员已随包到来。请以组长身份重新登录后开始检查。</p>
      <Button type="primary" loading={signOut.running} onClick={() => signOut.run()}>
        换人员登录
      </Button>
      <ErrorAlert error={signOut.error} />
    </div>
  );
}
