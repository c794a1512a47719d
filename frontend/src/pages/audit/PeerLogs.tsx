import { Alert, Button, Empty, Flex, Form, Input, Table } from 'antd';
import { useState } from 'react';
import { type LogFork, type Peer, Trace } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { FormDialog } from '../../components/FormDialog';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';

/** PeerLogs shows the newest heads of other devices' logs, and where one of them told two stories. */
export function PeerLogs() {
  const { data, error, loading, reload } = useLoad(Trace.Peers);
  const [done, say] = useDone();
  const [chosen, setChosen] = useState<LogFork>();
  const open = (data?.forks ?? []).filter((f) => !f.answer).length;
  return (
    <section aria-label="对方日志">
      <p>
        每打开一个包，都要求对方证明其日志是上次收到的延续；不能证明的不导入，两份检查点作为证据留存。
      </p>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      {open > 0 && (
        <Alert
          className="error-alert"
          type="error"
          showIcon
          title={`发现 ${open} 处日志分叉待裁定：问清该设备是否从备份恢复过`}
        />
      )}
      {data && data.forks.length > 0 && (
        <Table<LogFork>
          size="middle"
          rowKey="id"
          dataSource={data.forks}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          expandable={{
            columnTitle: '证据',
            expandedRowRender: (f) => <Evidence fork={f} />,
          }}
          columns={[
            { key: 'at', title: '发现', render: (_, f) => formatInstant(f.at) },
            { key: 'name', title: '设备', dataIndex: 'name' },
            { key: 'why', title: '不一致之处', dataIndex: 'why', className: 'wide-cell' },
            { key: 'file', title: '包', dataIndex: 'file' },
            {
              key: 'act',
              title: '办理',
              render: (_, f) => (
                <Flex gap="small" wrap>
                  <ExportButton
                    label="导出证据"
                    note="两份签名检查点，和后来的包附的、不成立的证明。"
                    name={`日志分叉 ${f.name}.txt`}
                    onExport={(out) => Trace.SaveFork(f.id, out)}
                    onDone={say}
                  />
                  {f.answer ? (
                    <small>
                      {f.answer.by} {formatInstant(f.answer.at)} 认可：{f.answer.reason}
                    </small>
                  ) : (
                    <Button aria-label={`裁定：${f.name}`} onClick={() => setChosen(f)}>
                      裁定…
                    </Button>
                  )}
                </Flex>
              ),
            },
          ]}
        />
      )}
      <Table<Peer>
        size="middle"
        rowKey="origin"
        loading={loading}
        dataSource={data?.peers ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 台` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="还没有收到过其他设备的包；在“派发与交换”中打开包后，这里列出对方日志的检查点"
            />
          ),
        }}
        columns={[
          { key: 'name', title: '设备或单位', dataIndex: 'name' },
          {
            key: 'short',
            title: '最新检查点',
            render: (_, p) => <span className="digest">{p.short}</span>,
          },
          { key: 'at', title: '收到', render: (_, p) => formatInstant(p.at) },
          {
            key: 'origin',
            title: '日志',
            render: (_, p) => <span className="break-all">{p.origin}</span>,
          },
        ]}
      />
      <FormDialog<{ reason: string }>
        title={`裁定日志分叉：${chosen?.name ?? ''}`}
        open={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        note="只有查明原因（如该设备从备份恢复过）才认可后来的日志；认可后可以再次打开它的包，两份检查点留存。"
        initial={{ reason: '' }}
        submit="认可后来的日志"
        onSubmit={async ({ reason }) => {
          if (!chosen) return;
          await Trace.AcceptFork(chosen.id, reason);
          say(`已裁定“${chosen.name}”的日志分叉`);
          setChosen(undefined);
          reload();
        }}
      >
        <Form.Item
          name="reason"
          label="查明的情况和理由"
          rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      </FormDialog>
    </section>
  );
}

/** Evidence shows both signed heads side by side. */
function Evidence({ fork }: { fork: LogFork }) {
  return (
    <Flex gap="large" wrap>
      <div>
        <strong>先收到的检查点</strong>
        <pre className="break-all">{fork.held}</pre>
      </div>
      <div>
        <strong>后来的检查点</strong>
        <pre className="break-all">{fork.brought}</pre>
      </div>
    </Flex>
  );
}
