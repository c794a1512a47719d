import { Button, Select, Table, Tag } from 'antd';
import type { StepRecord } from '../../api/generated';
import { formatTime } from '../../lib/clock';
import { usePaths } from '../../lib/useAutosave';
import { choose, useVisit } from './context';
import { Frame, TextField } from './fields';
import { marksOf, stepOptions } from './record';

/** FullRecord 全过程记录: which important steps sound or film covers, or why not, and the time marks (art. 20). */
export function FullRecord() {
  const { data } = useVisit();
  return (
    <section aria-labelledby="full-record">
      <h2 id="full-record">全过程记录</h2>
      <Table<StepRecord>
        size="small"
        rowKey="step"
        dataSource={data.steps}
        pagination={false}
        locale={{ emptyText: '目前没有应当录音录像的环节' }}
        columns={[
          { key: 'step', title: '环节', width: 110, render: (_, s) => s.step },
          { key: 'why', title: '为何应当记录', dataIndex: 'why' },
          { key: 'by', title: '音视频', render: (_, s) => <Covered step={s} /> },
          {
            key: 'reason',
            title: '没有音视频的原因',
            width: '34%',
            render: (_, s) =>
              s.by.length === 0 && (
                <TextField path={`recordNote/${s.step}`} label={`“${s.step}”没有音视频的原因`} />
              ),
          },
        ]}
      />
      <TextField
        path="recordNote"
        label="各环节都没有音视频的原因"
        placeholder="例如：没有配发记录仪；记录仪故障，已报告"
      />
      <Marks />
    </section>
  );
}

/** shownNames is how many recordings of a step are named. */
const shownNames = 5;

function Covered({ step }: { step: StepRecord }) {
  const { data } = useVisit();
  if (step.by.length > 0)
    return (
      <>
        {step.by.slice(0, shownNames).map((id, i) => (
          <Tag key={id} color="success">
            {step.names[i]}
          </Tag>
        ))}
        {step.by.length > shownNames && `等 ${step.by.length} 件`}
      </>
    );
  const marked = data.visit.marks.find((m) => m.step === step.step);
  return (
    <>
      <Tag color={step.reason.trim() ? 'default' : 'warning'}>
        {step.reason.trim() ? '已写明原因' : '缺'}
      </Tag>
      {marked && <small>已标记 {formatTime(marked.at)}，还没有登记覆盖这一时刻的录音录像</small>}
    </>
  );
}

/** Marks lists the time marks; each can be worded or taken back. */
function Marks() {
  const { form } = useVisit();
  const paths = marksOf(usePaths(form), (p) => form.view(p).value);
  if (paths.length === 0)
    return (
      <p className="after-block">
        还没有时间标记。录像时按 Alt+M 记下时刻，日后凭它在录像中找到该环节。
      </p>
    );
  return (
    <Table<{ path: string }>
      size="small"
      className="after-block"
      rowKey="path"
      aria-label="时间标记"
      dataSource={paths.map((path) => ({ path }))}
      pagination={paths.length > 10 && { pageSize: 10 }}
      columns={[
        {
          key: 'at',
          title: '时间标记',
          width: 110,
          render: (_, m) => formatTime(form.view(`${m.path}/at`).value),
        },
        {
          key: 'step',
          title: '环节',
          width: 170,
          render: (_, m) => (
            <Frame path={`${m.path}/step`} label="环节">
              <Select
                className="wide"
                aria-label={`标记 ${formatTime(form.view(`${m.path}/at`).value)} 的环节`}
                data-path={`${m.path}/step`}
                value={form.view(`${m.path}/step`).value}
                onChange={(value) => choose(form, `${m.path}/step`, value)}
                options={[{ value: '', label: '其他' }, ...stepOptions]}
              />
            </Frame>
          ),
        },
        {
          key: 'text',
          title: '说明',
          render: (_, m) => <TextField path={m.path} label="说明" />,
        },
        {
          key: 'drop',
          title: '办理',
          width: 80,
          render: (_, m) => (
            <Button
              size="small"
              type="text"
              aria-label={`删除标记 ${formatTime(form.view(`${m.path}/at`).value)}`}
              onClick={() => choose(form, `${m.path}/at`, '')}
            >
              删除
            </Button>
          ),
        },
      ]}
    />
  );
}
