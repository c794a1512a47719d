import { Form, Input, Radio } from 'antd';
import {
  type Cause,
  CauseLabels,
  type Replaced,
  type Task,
  Team,
  type TeamView,
} from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { ConsentFields, type ConsentValues, useConsent } from './ConsentFields';

interface Props {
  task: Task;
  view: TeamView | undefined;
  onClose: () => void;
  onDrawn: (replaced: Replaced) => void;
}

interface Values extends ConsentValues {
  inspector: string;
  cause: Cause | '';
  reason: string;
}

export const causes = Object.keys(CauseLabels) as Cause[];

/**
 * ReplaceForm is 快速更换 (P11): cause and consent in one form, then a fresh draw
 * among the qualified. Sent again after a fault, it goes on where it stopped.
 */
export function ReplaceForm({ task, view, onClose, onDrawn }: Props) {
  const team = view?.team;
  const { initial } = useConsent(true);
  return (
    <FormDialog<Values>
      title={`更换检查人员：${view?.subjectName ?? ''}`}
      note="原则上不得更换；确因所列情况的，经分管负责人同意后，在其他合格人员中重新随机抽取（第十六条）。人选由抽取产生，不能指定。"
      open={team !== undefined}
      onClose={onClose}
      width={640}
      initial={{ ...initial, inspector: '', cause: '', reason: '' }}
      submit="登记并重新抽取"
      alias={{ scan: 'scanPath' }}
      onSubmit={async ({ inspector, cause, reason, ...consent }) => {
        if (!team) return;
        const open = (await Team.Requests(task.id)).find(
          ({ request: r }) =>
            r.team === team.id &&
            r.inspector === inspector &&
            (r.state === 'asked' || r.state === 'approved'),
        );
        let request =
          open?.request ?? (await Team.Ask({ team: team.id, inspector, cause, reason }));
        if (request.state === 'asked') {
          request = await Team.Decide({ ...consent, request: request.id, approve: true });
        }
        onDrawn(await Team.Replace({ request: request.id, inputKind: 'none', inputNote: '' }));
      }}
    >
      <Form.Item
        name="inspector"
        label="被更换的人员"
        rules={[{ required: true, message: '请选择被更换的人员' }]}
      >
        <Radio.Group
          options={team?.members.map((m) => ({
            value: m.inspector,
            label: `${m.name}（${m.badge}）${m.inspector === team.leader ? '，组长' : ''}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="cause" label="理由" rules={[{ required: true, message: '请选择理由' }]}>
        <Radio.Group options={causes.map((c) => ({ value: c, label: CauseLabels[c] }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label="具体情况"
        rules={[{ required: true, whitespace: true, message: '请写明具体情况' }]}
      >
        <Input placeholder="例如：当日住院；回避的写明与检查对象的关系" />
      </Form.Item>
      <ConsentFields gives={false} />
    </FormDialog>
  );
}

/** drawnText says how the newcomer was found. */
export function drawnText({ draw, team }: Replaced): string {
  const c = team.changes.at(-1);
  const input = draw.publicInput || draw.source;
  return `第 ${draw.attempt} 次更换抽取：名册 ${draw.pool} 人，${input}；${c?.old.name} 换为 ${c?.new.name}`;
}
