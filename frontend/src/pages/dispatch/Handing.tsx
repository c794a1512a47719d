import { Alert, Button, Empty, Table, Tag } from 'antd';
import { useState } from 'react';
import { Dispatch, type Handing as HandingRow, type Wiped } from '../../api/generated';
import { ConfirmModal } from '../../components/ConfirmModal';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';

const colors = { held: 'error', sent: 'warning', receipt: 'success', wiped: 'default' };

/** Handing shows which tasks of this laptop the office has receipted, and wipes those it has (P14). */
export function Handing() {
  const { data, error, loading, reload } = useLoad(Dispatch.Handing);
  const [asked, setAsked] = useState<HandingRow>();
  const [wiped, setWiped] = useState<Wiped>();
  return (
    <section aria-label="回执与清除">
      <p>
        交回结果包后，取回办公室的接收回执包，在“打开任务包”中打开。回执包括全部内容的任务才能清除；有任何更新的内容，先再交一次。
      </p>
      <ErrorAlert error={error} onRetry={reload} />
      <div role="status" aria-label="清除结果">
        {wiped && (
          <Alert
            className="error-alert"
            role="presentation"
            type="success"
            showIcon
            title={`已清除：数据版本 ${wiped.versions} 个，文件 ${wiped.files} 个`}
            description={
              <>
                {wiped.limit}
                {wiped.kept.length > 0 && (
                  <p>以下包写在工作区以外，请自行删除：{wiped.kept.join('；')}</p>
                )}
              </>
            }
          />
        )}
      </div>
      <Table<HandingRow>
        size="middle"
        rowKey="task"
        loading={loading}
        dataSource={data}
        scroll={{ x: 'max-content' }}
        pagination={{
          pageSize: 20,
          hideOnSinglePage: true,
          showTotal: (n) => `共 ${n} 项`,
        }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="本机还没有任务，请先打开办公室派发的任务包"
            />
          ),
        }}
        expandable={{
          columnTitle: '明细',
          rowExpandable: (h) => h.visits.length > 0,
          expandedRowRender: (h) => <Received of={h} />,
        }}
        columns={[
          {
            key: 'task',
            title: '任务',
            className: 'wide-cell',
            render: (_, h) => (
              <>
                {h.taskName}
                <br />
                <small>{h.taskNo}</small>
              </>
            ),
          },
          {
            key: 'handed',
            title: '已交户数',
            className: 'nowrap',
            render: (_, h) => `${h.handed}/${h.teams}`,
          },
          {
            key: 'state',
            title: '状态',
            className: 'wide-cell',
            render: (_, h) => (
              <>
                <Tag color={colors[h.state]}>{h.stateLabel}</Tag>
                {h.lacks.length > 0 && (
                  <>
                    <br />
                    <small>{h.lacks.join('；')}</small>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'receipt',
            title: '最近交回、回执',
            render: (_, h) => (
              <small>
                {h.sentAt ? `交回 ${formatInstant(h.sentAt)}` : '还没有交回'}
                <br />
                {h.receiptAt ? `回执 ${formatInstant(h.receiptAt)} ${h.receiptBy}` : '还没有回执'}
                {h.wipedAt && (
                  <>
                    <br />
                    清除 {formatInstant(h.wipedAt)}
                  </>
                )}
              </small>
            ),
          },
          {
            key: 'act',
            title: '操作',
            render: (_, h) =>
              h.state !== 'wiped' && (
                <Button
                  danger={h.state === 'receipt'}
                  aria-label={`清除：${h.taskName}`}
                  onClick={() => setAsked(h)}
                >
                  清除…
                </Button>
              ),
          },
        ]}
      />
      <ConfirmModal
        open={asked !== undefined}
        title={`清除本机上“${asked?.taskName ?? ''}”的数据`}
        okText="清除"
        danger
        onClose={() => setAsked(undefined)}
        onOk={async () => {
          if (!asked) return;
          setWiped(await Dispatch.Wipe(asked.task));
          reload();
        }}
      >
        <p>
          检查记录、证据、文书、检查对象和检查组从本机删除，不能恢复；任务、授权、回执和全过程留痕保留。只清除回执包括的内容，少一项都会拒绝。
        </p>
      </ConfirmModal>
    </section>
  );
}

/** Received lists the visits as the office has them. */
function Received({ of }: { of: HandingRow }) {
  return (
    <Table
      size="small"
      rowKey={(v) => v.visit + v.digest}
      pagination={false}
      dataSource={of.visits}
      columns={[
        { key: 'name', title: '检查对象', dataIndex: 'name' },
        {
          key: 'entries',
          title: '办公室收到的条目',
          render: (_, v) => `${v.entries} 条`,
        },
        {
          key: 'digest',
          title: '检查记录摘要',
          render: (_, v) => <code>{v.digest.slice(0, 16)}</code>,
        },
        { key: 'conflict', title: '冲突', render: (_, v) => v.conflict || '无' },
      ]}
    />
  );
}
