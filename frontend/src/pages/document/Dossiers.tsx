import { Button, Empty, Radio, Table, Tag, Typography } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Dossier, type DossierLine, type DossierOf } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { JobProgress } from '../../components/JobProgress';
import { PageHeader } from '../../components/PageHeader';
import { SubjectSelect } from '../../components/SubjectSelect';
import { TaskSelect } from '../../components/TaskSelect';
import { href } from '../../lib/route';
import { useJob } from '../../lib/useJob';
import { useLoad } from '../../lib/useLoad';

/** Dossiers binds the file of a subject (一企一档) or of a task as one PDF (P15). */
export function Dossiers() {
  const [by, setBy] = useState<'task' | 'subject'>('task');
  const [of, setOf] = useState<DossierOf>({ task: '', subject: '' });
  return (
    <>
      <PageHeader
        title="装订卷宗"
        note="封面、卷内目录、文书和签字件影像、证据材料清单、备考表合成一个 PDF，逐页编号；缺的材料列在目录里。"
      >
        <Button href={href('document')}>返回文书</Button>
      </PageHeader>
      <div className="toolbar">
        <Radio.Group
          aria-label="按什么立卷"
          optionType="button"
          value={by}
          onChange={(e) => {
            setBy(e.target.value);
            setOf({ task: '', subject: '' });
          }}
          options={[
            { value: 'task', label: '按任务' },
            { value: 'subject', label: '一企一档' },
          ]}
        />
      </div>
      <div className="toolbar page-form">
        <label htmlFor="dossier-of">{by === 'task' ? '抽查任务' : '检查对象'}</label>
        {by === 'task' ? (
          <TaskSelect
            id="dossier-of"
            value={of.task}
            onChange={(task) => setOf({ task: task ?? '', subject: '' })}
          />
        ) : (
          <SubjectSelect
            id="dossier-of"
            value={of.subject}
            onChange={(subject) => setOf({ task: '', subject })}
          />
        )}
      </div>
      {of.task || of.subject ? (
        <Contents key={of.task + of.subject} of={of} />
      ) : (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description="选定任务或检查对象，先看卷内目录，再装订。"
        />
      )}
    </>
  );
}

function Contents({ of }: { of: DossierOf }) {
  const load = useCallback(() => Dossier.Look(of), [of]);
  const { data, error, loading, reload } = useLoad(load);
  const [jobId, setJobId] = useState<string>();
  const [done, say] = useDone();
  const job = useJob(jobId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: say is new at every render
  useEffect(() => {
    if (job?.state !== 'done') return;
    Dossier.Bound(job.id).then(
      (f) => say(`已装订 ${f.pages} 页：${f.path}，SHA-256 ${f.sha256}`),
      () => {}, // the job says it is done
    );
  }, [job]);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  return (
    <section aria-label="卷内目录">
      <div className="table-tools">
        {data && (
          <ExportButton
            label="装订成 PDF"
            note={`${data.kind}“${data.title}”`}
            name={`${data.kind} ${data.title}.pdf`}
            onExport={async (out) => setJobId(await Dossier.Bind(of, out))}
            onDone={() => {}}
          />
        )}
        {data && (
          <Typography.Text type={data.missing > 0 ? 'danger' : 'secondary'}>
            {' '}
            {data.missing > 0 ? `缺 ${data.missing} 项` : '应附文书齐全'}，另有证据材料{' '}
            {data.evidence} 件列入清单
          </Typography.Text>
        )}
      </div>
      {done}
      {job && <JobProgress job={job} />}
      <Table<DossierLine>
        size="small"
        aria-label="卷内目录"
        rowKey={(l) => `${l.title}${l.number}${l.note}`}
        loading={loading}
        dataSource={data?.lines}
        pagination={(data?.lines.length ?? 0) > 50 && { pageSize: 50 }}
        columns={[
          { key: 'number', title: '文号', render: (_, l) => l.number },
          { key: 'title', title: '题名', className: 'wide-cell', render: (_, l) => l.title },
          { key: 'date', title: '日期', render: (_, l) => l.date },
          {
            key: 'note',
            title: '备注',
            className: 'wide-cell',
            render: (_, l) => (
              <>
                {l.missing && <Tag color="error">缺</Tag>}
                {l.note.replace(/^缺：/, '')}
              </>
            ),
          },
        ]}
      />
      {data && data.notes.length > 0 && (
        <>
          <Typography.Title level={2}>需要说明的情况</Typography.Title>
          <ol>
            {data.notes.map((n) => (
              <li key={n}>{n}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
