import { Button, Empty, Flex, Form, Table, Tag } from 'antd';
import { useState } from 'react';
import { type DeviceHolding, Dispatch, type Held } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { FormDialog } from '../../components/FormDialog';
import { GrowingText } from '../../components/GrowingText';
import { formatInstant } from '../../lib/clock';
import { href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { FoundDialog } from './FoundDialog';
import { LossDialog } from './LossDialog';

/** Holdings shows which laptop holds what, since when, and when it was last heard of (P14). */
export function Holdings() {
  const { data, error, loading, reload } = useLoad(Dispatch.Holdings);
  const { info } = useSession();
  const [done, say] = useDone();
  const [urged, setUrged] = useState<DeviceHolding>();
  const [lost, setLost] = useState<DeviceHolding>();
  const [found, setFound] = useState<DeviceHolding>();
  return (
    <section aria-label="设备持有情况">
      {done}
      <p>
        交接登记：把外勤带来的交接单在“收回结果包”中打开，持有设备随即改为接手的一台。改派：在“派发任务包”中把检查组派给另一台设备。
      </p>
      <ErrorAlert error={error} onRetry={reload} />
      <Table<DeviceHolding>
        size="middle"
        rowKey={(h) => h.device.id}
        loading={loading}
        dataSource={data}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 台` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="还没有登记外勤设备，请先在“登记外勤设备”中签发证书"
            />
          ),
        }}
        expandable={{
          columnTitle: '明细',
          rowExpandable: (h) => h.held.length > 0,
          expandedRowRender: (h) => <HeldTable rows={h.held} />,
        }}
        columns={[
          {
            key: 'device',
            title: '设备',
            render: (_, h) => (
              <>
                {h.device.name} {h.device.revoked && <Tag color="error">已吊销</Tag>}
                {h.device.loss && (
                  <>
                    <br />
                    <small>
                      遗失：{h.device.loss.on}，{h.device.loss.place}，{h.device.loss.reporter}报告
                      {h.device.loss.found &&
                        `；${h.device.loss.found.on} 找回，${h.device.loss.found.finder}`}
                    </small>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'out',
            title: '未交回',
            render: (_, h) => (
              <>
                {h.out} 户 {h.late > 0 && <Tag color="error">逾期 {h.late} 户</Tag>}
              </>
            ),
          },
          {
            key: 'since',
            title: '最早持有自',
            render: (_, h) => {
              const first = h.held.find((x) => !x.returned);
              return first ? formatInstant(first.since) : '没有在外的检查';
            },
          },
          {
            key: 'contact',
            title: '最近联系',
            render: (_, h) => (
              <small>
                {h.lastContact ? `交回 ${formatInstant(h.lastContact)}` : '还没有交回过'}
                {h.wiped.map((w) => (
                  <span key={w.task}>
                    <br />
                    已清除 {w.taskNo} {formatInstant(w.at)}
                  </span>
                ))}
                {h.device.urgedAt && (
                  <>
                    <br />
                    催交 {formatInstant(h.device.urgedAt)}：{h.device.urgedNote}
                  </>
                )}
              </small>
            ),
          },
          {
            key: 'act',
            title: '办理',
            render: (_, h) => (
              <Flex gap="small" wrap>
                <Button aria-label={`催交：${h.device.name}`} onClick={() => setUrged(h)}>
                  催交…
                </Button>
                {h.lastContact && (
                  <ExportButton
                    label="接收回执"
                    signed
                    note="把办公室已收到该设备的全部内容写成签名回执，带回该设备打开。"
                    name={`接收回执 ${h.device.name} ${info.workspace.today}.zip`}
                    onExport={async (out) => {
                      await Dispatch.Receipt(h.device.name, out);
                    }}
                    onDone={say}
                  />
                )}
                {!h.device.revoked && (
                  <Button danger aria-label={`遗失：${h.device.name}`} onClick={() => setLost(h)}>
                    遗失…
                  </Button>
                )}
                {h.device.revoked && h.device.loss && !h.device.loss.found && (
                  <Button aria-label={`找回：${h.device.name}`} onClick={() => setFound(h)}>
                    找回…
                  </Button>
                )}
              </Flex>
            ),
          },
        ]}
      />
      <FormDialog<{ note: string }>
        title={`催交：${urged?.device.name ?? ''}`}
        open={urged !== undefined}
        onClose={() => setUrged(undefined)}
        note={`未交回 ${urged?.out ?? 0} 户。写明向谁催、用什么方式、对方如何答复。`}
        initial={{ note: '' }}
        submit="登记催交"
        onSubmit={async ({ note }) => {
          if (!urged) return;
          await Dispatch.Urge(urged.device.name, note);
          say(`已登记对“${urged.device.name}”的催交`);
          setUrged(undefined);
          reload();
        }}
      >
        <Form.Item
          name="note"
          label="催交情况"
          rules={[{ required: true, whitespace: true, message: '请写明催交情况' }]}
        >
          <GrowingText />
        </Form.Item>
      </FormDialog>
      <FoundDialog
        of={found}
        today={info.workspace.today}
        onClose={() => setFound(undefined)}
        onDone={(text) => {
          setFound(undefined);
          say(text);
          reload();
        }}
      />
      <LossDialog
        of={lost}
        today={info.workspace.today}
        onClose={() => setLost(undefined)}
        onDone={(text) => {
          setLost(undefined);
          say(text);
          reload();
        }}
      />
    </section>
  );
}

/** HeldTable lists the firms that a laptop holds. */
function HeldTable({ rows }: { rows: Held[] }) {
  return (
    <Table<Held>
      size="small"
      rowKey="team"
      pagination={false}
      dataSource={rows}
      columns={[
        { key: 'subject', title: '检查对象', dataIndex: 'subjectName', className: 'wide-cell' },
        {
          key: 'task',
          title: '任务',
          render: (_, x) => (
            <a href={href('team', x.task)}>
              {x.taskNo}/{x.order}
            </a>
          ),
        },
        { key: 'leader', title: '组长', dataIndex: 'leader', className: 'nowrap' },
        {
          key: 'since',
          title: '持有自',
          className: 'nowrap',
          render: (_, x) =>
            formatInstant(x.since) + (x.from ? `（接手自${x.from}）` : '（办公室派发）'),
        },
        { key: 'due', title: '任务期限', dataIndex: 'dueOn', className: 'nowrap' },
        {
          key: 'state',
          title: '状态',
          render: (_, x) =>
            x.returned ? (
              <Tag color="success">
                {x.wipedAt ? `已交回，设备已清除 ${formatInstant(x.wipedAt)}` : '已交回'}
              </Tag>
            ) : x.late ? (
              <Tag color="error">逾期未交</Tag>
            ) : (
              <Tag color="warning">未交回</Tag>
            ),
        },
      ]}
    />
  );
}
