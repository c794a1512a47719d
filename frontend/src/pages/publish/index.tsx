import { Alert, Button, Empty, Form, Radio, Table } from 'antd';
import { useCallback, useState } from 'react';
import { type Publication, Publish, Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { SavePick } from '../../components/SavePick';
import { TaskSelect } from '../../components/TaskSelect';
import { formatInstant } from '../../lib/clock';
import { outPath } from '../../lib/path';
import { go, href, useRoute } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { Nameless } from './Nameless';
import { RegisterNotice } from './RegisterNotice';

const notices = [
  { value: 'task', label: '抽查任务公告', kind: 'task-notice' },
  { value: 'results', label: '抽查结果公示', kind: 'result-notice' },
];

const formats = [
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'Excel' },
  { value: 'html', label: '网页' },
  { value: 'json', label: 'JSON（按国家公示系统栏目）' },
];

/** 公示: the notices of a task; one made here is not yet 公示 (P2). */
export default function Page() {
  const [, task = ''] = useRoute();
  return (
    <>
      <PageHeader title="公示" note="抽查任务公告和抽查结果公示（第十四条、第二十一条）。" />
      <Alert
        className="error-alert"
        type="warning"
        showIcon
        title="在这里制作公告，不等于已经公示"
        description={
          <>
            公告发布到平台或门户网站后，到
            <a className="text-link" href={href('result')}>
              检查结果
            </a>
            逐户登记“已公示”并附截图或回执，两个工作日的期限才停。
          </>
        }
      />
      <div className="toolbar">
        <TaskSelect value={task || undefined} onChange={(id) => go('publish', id)} />
      </div>
      {task ? (
        <Notices key={task} task={task} />
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="请先选择抽查任务" />
      )}
    </>
  );
}

function Notices({ task }: { task: string }) {
  const { info } = useSession();
  const load = useCallback(
    async () => ({ about: await Task.Get(task), made: await Publish.List(task) }),
    [task],
  );
  const { data, error, loading, reload } = useLoad(load);
  const [done, say] = useDone();
  const [registering, setRegistering] = useState<Publication>();
  const path = (notice: string, format: string) =>
    outPath(
      info.workspace.dir,
      'packages',
      `${notices.find((n) => n.value === notice)?.label} ${data?.about.no ?? ''}.${format}`,
    );
  const first = { notice: 'task', format: 'pdf' };
  return (
    <>
      <ErrorAlert error={error} onRetry={reload} />
      {done}
      {data && <Nameless task={data.about} onDone={say} />}
      {data && (
        <div className="page-form form-block">
          <ActionForm
            initial={{ ...first, out: path(first.notice, first.format) }}
            submit="制作公告"
            alias={{ task: 'notice' }}
            onSubmit={async ({ notice, format, out }) => {
              const made = await Publish.Notice(notice, task, format, out.trim());
              say(`已制作：${made.name}。发布并登记以前，还不是公示。`);
              reload();
            }}
          >
            {(form) => {
              const rename = () => {
                const { notice, format } = form.getFieldsValue();
                form.setFieldValue('out', path(notice, format));
              };
              return (
                <>
                  <Form.Item name="notice" label="公告种类">
                    <Radio.Group options={notices} onChange={rename} />
                  </Form.Item>
                  <Form.Item name="format" label="格式">
                    <Radio.Group options={formats} onChange={rename} />
                  </Form.Item>
                  <Form.Item name="out" label="保存到">
                    <SavePick name={path('task', 'pdf').split(/[\\/]/).at(-1) ?? ''} />
                  </Form.Item>
                </>
              );
            }}
          </ActionForm>
        </div>
      )}
      <h2>已制作的公告</h2>
      <Table<Publication>
        size="small"
        rowKey="id"
        loading={loading}
        dataSource={data?.made}
        pagination={{ pageSize: 10, showTotal: (n) => `共 ${n} 份`, hideOnSinglePage: true }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有制作公告" />,
        }}
        columns={[
          {
            key: 'kind',
            title: '公告',
            render: (_, p) => notices.find((n) => n.kind === p.kind)?.label ?? p.kind,
          },
          {
            key: 'format',
            title: '格式',
            render: (_, p) => formats.find((f) => f.value === p.format)?.label ?? p.format,
          },
          { key: 'name', title: '文件名', dataIndex: 'name', className: 'wide-cell' },
          { key: 'at', title: '制作时间', render: (_, p) => formatInstant(p.at) },
          {
            key: 'published',
            title: '发布',
            render: (_, p) =>
              p.publishedOn
                ? `${p.site}（${p.publishedOn}）`
                : p.kind === 'task-notice' && (
                    <Button type="link" className="row-link" onClick={() => setRegistering(p)}>
                      登记发布
                    </Button>
                  ),
          },
          { key: 'digest', title: '文件摘要', render: (_, p) => <Digest value={p.sha256} /> },
        ]}
      />
      <RegisterNotice
        of={registering}
        onClose={() => setRegistering(undefined)}
        onSaved={(text) => {
          setRegistering(undefined);
          say(text);
          reload();
        }}
      />
    </>
  );
}
