import { Button, Empty, Table } from 'antd';
import { Numbers, type Paper } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';

/** Numberless gives official numbers to documents that a laptop issued without one. */
export function Numberless({ onDone }: { onDone: (text: string) => void }) {
  const { data, error, loading, reload } = useLoad(Numbers.Without);
  const assign = useAction(async (id: string) => {
    const p = await Numbers.Assign(id);
    onDone(
      `${p.name}（临时编号 ${p.number}）的正式文号是 ${p.officialNumber}，请用笔填在纸质原件上`,
    );
    reload();
  });
  return (
    <section aria-label="待编文号">
      <ErrorAlert error={error} onRetry={reload} />
      <ErrorAlert error={assign.error} />
      <Table<Paper>
        size="small"
        aria-label="没有正式文号的文书"
        rowKey="id"
        loading={loading}
        dataSource={data}
        pagination={(data?.length ?? 0) > 20 && { pageSize: 20, showTotal: (n) => `共 ${n} 份` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="没有待编文号的文书。外勤没带够号段时制作的文书，交回后列在这里。"
            />
          ),
        }}
        columns={[
          { key: 'name', title: '文书', className: 'wide-cell', render: (_, p) => p.name },
          { key: 'number', title: '临时编号', render: (_, p) => p.number },
          { key: 'at', title: '制作时间', render: (_, p) => formatInstant(p.issuedAt) },
          {
            key: 'act',
            title: '操作',
            render: (_, p) => (
              <Button
                size="small"
                loading={assign.running}
                aria-label={`编文号：${p.name} ${p.number}`}
                onClick={() => assign.run(p.id)}
              >
                编文号
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
