import { Button, Empty, Flex, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { type Cap, CapClassLabels, Plan } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';
import { CapForm } from './CapForm';
import { FirmCap } from './FirmCap';

/** Caps 频次上限: how often a year a firm may be checked (国办发〔2024〕54号), and how one firm stands. */
export function Caps() {
  const { data, error, loading, reload } = useLoad(Plan.Caps);
  const [edited, setEdited] = useState<Cap | 'new'>();
  const [done, say] = useDone();
  const columns: TableColumnsType<Cap> = [
    { key: 'department', title: '检查主体', render: (_, c) => c.department || '本机关' },
    { key: 'trade', title: '行业', render: (_, c) => c.trade || '全部行业' },
    { key: 'class', title: '对象', render: (_, c) => CapClassLabels[c.class] },
    {
      key: 'limit',
      title: '每年每户',
      render: (_, c) => (c.limit > 0 ? `不超过 ${c.limit} 次` : '不设上限，只计次数'),
    },
    { key: 'basis', title: '公布文件', dataIndex: 'basis' },
    {
      key: 'actions',
      title: '办理',
      render: (_, c) => (
        <Button size="small" onClick={() => setEdited(c)}>
          修改
        </Button>
      ),
    },
  ];
  return (
    <Flex vertical gap="middle">
      <p className="under">
        涉企行政检查的年度频次上限（国办发〔2024〕54号）：日常、个案和专项检查合计，政府和上级公安机关专门部署的不计。
        没有设上限的只计次数。上限约束机关和部门，不是给检查人员的指标。
      </p>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <section aria-label="频次上限表">
        <Flex className="table-tools">
          <Button type="primary" onClick={() => setEdited('new')}>
            设置上限
          </Button>
        </Flex>
        <Table<Cap>
          size="small"
          rowKey="id"
          loading={loading}
          columns={columns}
          dataSource={data}
          pagination={false}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description="没有设上限，检查只计次数。上级公布了频次上限的，用“设置上限”录入。"
              />
            ),
          }}
        />
      </section>
      <FirmCap onDone={say} />
      <CapForm
        cap={edited}
        onClose={() => setEdited(undefined)}
        onSaved={(text) => {
          setEdited(undefined);
          say(text);
          reload();
        }}
      />
    </Flex>
  );
}
