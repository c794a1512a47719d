import { Alert, Button, Flex, Form, Input, Modal, Radio } from 'antd';
import { useCallback, useState } from 'react';
import { Paper, type Sent, type Task, Team, type TeamView } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { SavePick } from '../../components/SavePick';
import { UnlockNotice } from '../../components/UnlockNotice';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { SentNote } from '../dispatch/SentNote';
import { ReadOutCode } from './ReadOutCode';

interface Props {
  task: Task;
  view: TeamView | undefined;
  onClose: () => void;
  /** onChanged: the team was changed again; the dialog stays open. */
  onChanged: () => void;
}

/** ChangedTeam is what follows a replacement: leader, papers to void, and how the laptop learns of it. */
export function ChangedTeam({ task, view, onClose, onChanged }: Props) {
  const last = view?.team.changes.at(-1);
  return (
    <Modal
      title={`更换之后：${view?.subjectName ?? ''}`}
      open={view !== undefined}
      onCancel={onClose}
      footer={null}
      width={720}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {view && (
        <Flex vertical gap="middle">
          <p className="dialog-note">
            {view.team.postponed
              ? `本次检查改期：${view.team.postponed}。`
              : `${last?.attempt ? `第 ${last.attempt} 次更换抽取` : '外部门另派'}：${last?.old.name} 换为 ${last?.new.name}（${last?.new.badge}），${last?.approver}同意。`}
          </p>
          {!view.team.postponed && view.team.leader === '' && (
            <Lead task={task} view={view} onChanged={onChanged} />
          )}
          <ToVoid view={view} />
          {view.device && (view.team.leader !== '' || view.team.postponed) && (
            <>
              <AmendPackage view={view} onChanged={onChanged} />
              {!view.team.postponed && <ReadOutCode team={view.team.id} />}
            </>
          )}
          <div>
            <Button onClick={onClose}>完成</Button>
          </div>
        </Flex>
      )}
    </Modal>
  );
}

function Lead({ task, view, onChanged }: { task: Task; view: TeamView; onChanged: () => void }) {
  const { team } = view;
  return (
    <section aria-label="重新选定组长">
      <ActionForm<{ inspector: string; reason: string }>
        initial={{ inspector: team.proposed, reason: '' }}
        submit="选定组长"
        onSubmit={async ({ inspector, reason }) => {
          await Team.ChooseLeader(team.id, inspector, reason.trim());
          onChanged();
        }}
      >
        <Form.Item name="inspector" label="组长已被更换，请重新选定组长（第十五条）">
          <Radio.Group
            options={team.members.map((m) => ({
              value: m.inspector,
              label: `${m.name}（${m.department}）${m.inspector === team.proposed ? '，抽取建议' : ''}`,
              disabled: task.joint && m.department !== task.lead,
            }))}
          />
        </Form.Item>
        <Form.Item name="reason" label="另选他人的理由">
          <Input />
        </Form.Item>
      </ActionForm>
    </section>
  );
}

/** ToVoid lists the papers issued in the name of somebody who has left, and voids them. */
function ToVoid({ view }: { view: TeamView }) {
  const id = view.team.id;
  const load = useCallback(() => Team.ToVoid(id), [id]);
  const { data: papers = [], error, reload } = useLoad(load);
  const empty = useAction(async () => {
    for (const p of papers) await Paper.Void(p.id, '检查人员更换');
    reload();
  });
  return (
    <section aria-label="应作废的文书">
      <ErrorAlert error={error ?? empty.error} onRetry={reload} />
      {papers.length === 0 ? (
        <span className="under">本机没有以原人员名义签发、需要作废的文书。</span>
      ) : (
        <Alert
          type="warning"
          showIcon
          title={`以原人员名义签发的文书 ${papers.length} 份，应作废后重开`}
          description={papers.map((p) => `${p.name} ${p.number}`).join('；')}
          action={
            <Button size="small" loading={empty.running} onClick={() => empty.run()}>
              全部作废
            </Button>
          }
        />
      )}
    </section>
  );
}

function AmendPackage({ view, onChanged }: { view: TeamView; onChanged: () => void }) {
  const { info } = useSession();
  const [sent, setSent] = useState<Sent>();
  const name = `任务变更包 ${view.subjectName}.zip`;
  return (
    <section aria-label="任务变更包">
      <UnlockNotice />
      <ActionForm<{ out: string }>
        initial={{ out: outPath(info.workspace.dir, 'packages', name) }}
        submit="签名并写出任务变更包"
        onSubmit={async ({ out }) => {
          setSent(await Team.Amend(view.team.id, out.trim()));
          onChanged();
        }}
      >
        <Form.Item
          name="out"
          label={`检查组已派发到“${view.device}”：任务变更包保存到`}
          rules={[{ required: true, message: '请填写保存位置' }]}
        >
          <SavePick name={name} />
        </Form.Item>
      </ActionForm>
      <SentNote sent={sent} next="把文件拷给该设备，在其“派发与交换”中打开。" />
    </section>
  );
}
