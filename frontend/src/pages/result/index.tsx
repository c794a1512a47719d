import { Button, Empty, Table, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Result, type ResultView } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { TaskSelect } from '../../components/TaskSelect';
import { go, useRoute } from '../../lib/route';
import { useLoad } from '../../lib/useLoad';
import { ResultDrawer } from './ResultDrawer';
import { standing } from './standing';

/** openFirst puts what still has to be done before what is public. */
function openFirst(a: ResultView, b: ResultView): number {
  const shut = (r: ResultView) => Number(['published', 'withheld'].includes(r.result.state));
  return shut(a) - shut(b) || a.result.dueOn.localeCompare(b.result.dueOn);
}

/** 检查结果: from entry to 公示, with the clock of art. 21 (#/result/<task>). */
export default function Page() {
  const [, task = ''] = useRoute();
  const load = useCallback(() => Result.List(task), [task]);
  const { data, error, loading, reload } = useLoad(load);
  const [open, setOpen] = useState('');
  const [done, say] = useDone();
  const rows = (data ?? []).toSorted(openFirst);
  const overdue = rows.filter((r) => r.overdue).length;
  return (
    <>
      <PageHeader
        title="检查结果"
        note="检查结束后两个工作日内录入平台并公示；只有登记“已公示”并附凭据，期限才停（第二十一条）。"
      />
      <div className="toolbar">
        <TaskSelect
          value={task}
          onChange={(id) => (id ? go('result', id) : go('result'))}
          all="全部任务"
        />
      </div>
      <ErrorAlert error={error} onRetry={reload} />
      {done}
      {overdue > 0 && (
        <p className="field-wrong" role="status">
          有 {overdue} 户已超过公示期限，请先办理。
        </p>
      )}
      <Table<ResultView>
        size="middle"
        rowKey={(r) => r.result.id}
        loading={loading}
        dataSource={rows}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 20, showTotal: (n) => `共 ${n} 户`, hideOnSinglePage: true }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="还没有检查结果。检查结束并收回结果包后，结果列在这里。"
            />
          ),
        }}
        columns={[
          {
            key: 'subject',
            title: '检查对象',
            className: 'wide-cell',
            render: (_, r) => (
              <>
                {r.subjectName}
                <br />
                <small>{r.subjectCode}</small>
              </>
            ),
          },
          { key: 'task', title: '任务', dataIndex: 'taskNo' },
          { key: 'code', title: '检查结果', dataIndex: 'codeLabel', className: 'wide-cell' },
          { key: 'finished', title: '检查完成', render: (_, r) => r.result.finishedOn },
          { key: 'due', title: '公示期限', render: (_, r) => <Due view={r} /> },
          {
            key: 'state',
            title: '状态',
            render: (_, r) => <Tag color={standing(r.result.state).color}>{r.stateLabel}</Tag>,
          },
          {
            key: 'act',
            title: '操作',
            render: (_, r) => (
              <Button
                aria-label={`${standing(r.result.state).act}：${r.subjectName}`}
                type={r.overdue ? 'primary' : 'default'}
                onClick={() => setOpen(r.result.id)}
              >
                {standing(r.result.state).act}
              </Button>
            ),
          },
        ]}
      />
      <ResultDrawer
        view={rows.find((r) => r.result.id === open)}
        onClose={() => setOpen('')}
        onDone={(text) => {
          say(text);
          reload();
        }}
      />
    </>
  );
}

function Due({ view }: { view: ResultView }) {
  const { dueOn, dueNote } = view.result;
  if (!dueOn) return <small>{dueNote || '不计'}</small>;
  return view.overdue ? <Tag color="error">{dueOn} 已逾期</Tag> : dueOn;
}
