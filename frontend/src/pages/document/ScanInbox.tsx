import { Button, Empty, Form, Input, Table, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { Scan, type ScanView } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { JobProgress } from '../../components/JobProgress';
import { PageHeader } from '../../components/PageHeader';
import { formatInstant } from '../../lib/clock';
import { go, href } from '../../lib/route';
import { useJob } from '../../lib/useJob';
import { useLoad } from '../../lib/useLoad';

/** ScanInbox takes piles of signed pages in and lists them (扫描收件箱, P5). */
export function ScanInbox() {
  const { data, error, loading, reload } = useLoad(Scan.List);
  const [jobId, setJobId] = useState<string>();
  const job = useJob(jobId);
  useEffect(() => {
    if (job?.state !== 'done') return;
    Scan.Added(job.id).then(
      (v) => go('document', 'scan', v.batch.id),
      () => reload(), // the list shows it
    );
  }, [job, reload]);
  return (
    <>
      <PageHeader
        title="扫描收件箱"
        note="签完字的纸质文书不必分拣：一叠混扫，按每页右上角的二维码分到各份文书；缺页、重页、旧版本和读不出的页列出来人工处理。"
      >
        <Button href={href('document')}>返回文书</Button>
      </PageHeader>
      <section className="scan-add" aria-label="收入扫描件">
        <ActionForm
          initial={{ path: '', name: '' }}
          submit="收入扫描件"
          onSubmit={async ({ path, name }) => setJobId(await Scan.Add(name.trim(), [path.trim()]))}
        >
          <Form.Item
            name="path"
            label="扫描件（PDF、JPEG、PNG、TIFF），或放有这些文件的文件夹"
            rules={[{ required: true, whitespace: true, message: '请选择扫描件或填写路径' }]}
          >
            <FilePick kind="scan" label="扫描件" />
          </Form.Item>
          <Form.Item name="name" label="批次名（不填为文件名）">
            <Input maxLength={60} />
          </Form.Item>
        </ActionForm>
        {job && <JobProgress job={job} />}
      </section>
      <ErrorAlert error={error} onRetry={reload} />
      <Batches rows={data} loading={loading} />
    </>
  );
}

function Batches({ rows, loading }: { rows: ScanView[] | undefined; loading: boolean }) {
  return (
    <Table<ScanView>
      size="small"
      aria-label="扫描批次"
      rowKey={(v) => v.batch.id}
      loading={loading}
      dataSource={rows}
      pagination={(rows?.length ?? 0) > 20 && { pageSize: 20, showTotal: (n) => `共 ${n} 批` }}
      locale={{
        emptyText: (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description="还没有收入扫描件。打印的文书签字、捺指印后，整叠放进扫描仪（200 dpi 灰度），在上面选择文件。"
          />
        ),
      }}
      columns={[
        {
          key: 'name',
          title: '批次',
          className: 'wide-cell',
          render: (_, v) => <a href={href('document', 'scan', v.batch.id)}>{v.batch.name}</a>,
        },
        { key: 'at', title: '收入时间', render: (_, v) => formatInstant(v.batch.at) },
        { key: 'by', title: '收入人', render: (_, v) => v.batch.by },
        { key: 'pages', title: '页数', align: 'right', render: (_, v) => v.batch.pages.length },
        {
          key: 'waiting',
          title: '处理情况',
          render: (_, v) =>
            v.waiting > 0 ? (
              <Tag color="warning">待人工处理 {v.waiting} 页</Tag>
            ) : (
              <Tag color="success">已处理完</Tag>
            ),
        },
        {
          key: 'missing',
          title: '缺页的文书',
          align: 'right',
          render: (_, v) => v.papers.filter((p) => p.missing.length > 0).length,
        },
      ]}
    />
  );
}
