import { Alert, Button, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useCallback, useState } from 'react';
import {
  Assign,
  type ShareSubject,
  type ShareView,
  type SplitRule,
  SplitRuleLabels,
  Task,
} from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { TaskSelect } from '../../components/TaskSelect';
import { formatInstant } from '../../lib/clock';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { MoveSubject } from './MoveSubject';
import { ProgressTable } from './ProgressTable';
import { RecallShare } from './RecallShare';
import { SendShare } from './SendShare';

/** AssignUnits hands a locked list to the units that carry it out, and follows them (art. 14-15). */
export function AssignUnits({ task: given }: { task: string }) {
  const [task, setTask] = useState(given);
  return (
    <>
      <Typography.Paragraph>
        名单锁定后分派给执行单位：单位自行抽取检查人员、选定组长、制定方案，再把结果交回。
      </Typography.Paragraph>
      <div className="toolbar">
        <TaskSelect value={task || undefined} onChange={setTask} />
      </div>
      {task && <Shares key={task} id={task} />}
    </>
  );
}

function Shares({ id }: { id: string }) {
  const load = useCallback(
    async () => ({
      task: await Task.Get(id),
      shares: await Assign.Shares(id),
      units: await Assign.Units(id),
      progress: await Assign.Progress(id),
    }),
    [id],
  );
  const { data, error, reload } = useLoad(load);
  const [done, say] = useDone();
  const [moving, setMoving] = useState<ShareSubject>();
  const [sending, setSending] = useState<ShareView>();
  const [recalling, setRecalling] = useState<ShareView>();
  const split = useAction(async (rule: SplitRule) => {
    await Assign.Split(id, rule);
    say('名单已分派，核对后逐个单位派发');
    reload();
  });
  const keep = useAction(async () => {
    const part = await Assign.Keep(id);
    say(`本单位办理的部分：任务 ${part.no}`);
    reload();
  });
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!data) return null;
  const { task, shares, units, progress } = data;
  const sent = shares.some((v) => v.share.sentAt !== '');
  if (task.parent !== '') {
    return (
      <Alert
        type="info"
        showIcon
        title={`这是分派给${task.unit}的任务，不再分派。`}
        description="由该单位匹配人员、审批、派发到外勤设备。"
      />
    );
  }
  if (task.state !== 'locked' && shares.length === 0) {
    return (
      <Alert
        type="info"
        showIcon
        title="这个任务没有分派执行单位"
        description="名单锁定以后、匹配人员以前，才能分派（第十四条）。"
      />
    );
  }
  const columns: TableColumnsType<ShareView> = [
    { key: 'unit', title: '执行单位', render: (_, v) => v.share.unit },
    {
      key: 'office',
      title: '办公室',
      render: (_, v) => (v.own ? '本单位自办' : v.device || <Tag color="error">未登记</Tag>),
    },
    { key: 'n', title: '对象数', align: 'right', render: (_, v) => v.subjects.length },
    {
      key: 'sent',
      title: '派发',
      render: (_, v) => (v.share.sentAt ? formatInstant(v.share.sentAt) : '待派发'),
    },
    {
      key: 'do',
      title: '操作',
      render: (_, v) =>
        v.own ? (
          v.share.sentAt === '' && (
            <Button type="link" className="row-link" onClick={() => keep.run()}>
              由本单位办理
            </Button>
          )
        ) : (
          <Flex gap="small">
            <Button type="link" className="row-link" onClick={() => setSending(v)}>
              {v.share.sentAt === '' ? '派发' : '重制分派包'}
            </Button>
            {v.share.sentAt !== '' && (
              <Button type="link" className="row-link" onClick={() => setRecalling(v)}>
                收回改派
              </Button>
            )}
          </Flex>
        ),
    },
  ];
  return (
    <Flex vertical gap="middle">
      {done}
      <ErrorAlert error={split.error ?? keep.error} />
      {!sent && (
        <Flex gap="small" wrap align="center">
          {(Object.keys(SplitRuleLabels) as SplitRule[]).map((rule) => (
            <Button
              key={rule}
              type={shares.length === 0 ? 'primary' : 'default'}
              loading={split.running}
              onClick={() => split.run(rule)}
            >
              {SplitRuleLabels[rule]}分派
            </Button>
          ))}
          <span>没有登记的单位，其对象由发起部门（{task.lead}）自办。</span>
        </Flex>
      )}
      {shares.length > 0 && (
        <section aria-label="分派">
          <Table<ShareView>
            size="small"
            rowKey={(v) => v.share.task || v.share.unit}
            columns={columns}
            dataSource={shares}
            pagination={false}
            expandable={{
              columnTitle: '名单',
              columnWidth: 64,
              defaultExpandAllRows: !sent,
              expandedRowRender: (v) => <Subjects of={v} onMove={setMoving} />,
            }}
          />
        </section>
      )}
      {task.moves.length > 0 && (
        <p className="dialog-note">
          已调整 {task.moves.length} 户：
          {task.moves
            .map((m) => {
              const name = task.winners.find((w) => w.subject === m.subject)?.name ?? '';
              return `${name} 由${m.from}改为${m.to}（${m.reason}）`;
            })
            .join('；')}
        </p>
      )}
      {(task.recalls ?? []).length > 0 && (
        <p className="dialog-note">
          已收回：
          {(task.recalls ?? []).map((r) => `${r.unit}改派${r.to}（${r.reason}）`).join('；')}
          。原单位其后交回的列在“版本冲突”。
        </p>
      )}
      {shares.length > 0 && <ProgressTable rows={progress} />}
      <MoveSubject
        task={id}
        of={moving}
        units={units}
        onClose={() => setMoving(undefined)}
        onSaved={(text) => {
          setMoving(undefined);
          say(text);
          reload();
        }}
      />
      <RecallShare
        task={id}
        of={recalling}
        units={units}
        onClose={() => setRecalling(undefined)}
        onSaved={(text) => {
          setRecalling(undefined);
          say(text);
          reload();
        }}
      />
      <SendShare
        task={task}
        of={sending}
        onClose={() => setSending(undefined)}
        onSent={(text) => {
          setSending(undefined);
          say(text);
          reload();
        }}
      />
    </Flex>
  );
}

function Subjects({ of, onMove }: { of: ShareView; onMove: (s: ShareSubject) => void }) {
  return (
    <Table<ShareSubject>
      size="small"
      rowKey="id"
      dataSource={of.subjects}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      columns={[
        { key: 'order', title: '次序', dataIndex: 'order', width: 70 },
        { key: 'name', title: '检查对象', dataIndex: 'name' },
        { key: 'code', title: '代码', dataIndex: 'code' },
        { key: 'station', title: '所属派出所', dataIndex: 'station' },
        { key: 'department', title: '监管警种', dataIndex: 'department' },
        {
          key: 'do',
          title: '操作',
          render: (_, s) =>
            of.share.sentAt === '' && (
              <Button type="link" className="row-link" onClick={() => onMove(s)}>
                调整单位
              </Button>
            ),
        },
      ]}
    />
  );
}
