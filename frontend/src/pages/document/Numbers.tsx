import { Button, Empty, Flex, InputNumber, Table, Tabs, Tag, Typography } from 'antd';
import { useCallback, useState } from 'react';
import {
  Numbers as Api,
  type LedgerRow,
  type LedgerUse,
  LedgerUseLabels,
} from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { PageHeader } from '../../components/PageHeader';
import { formatInstant } from '../../lib/clock';
import { href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { NumberLeases } from './NumberLeases';
import { Numberless } from './Numberless';
import { NumberRules } from './NumberRules';

const colors: Record<LedgerUse, string> = {
  paper: 'success',
  void: 'default',
  out: 'processing',
  unused: 'default',
  aside: 'default',
  unknown: 'error',
  twice: 'error',
};

/** Numbers is the 号码台账: every official number of a year and what became of it (P6). */
export function Numbers() {
  const { info } = useSession();
  const office = info.workspace.kind === 'office';
  const [year, setYear] = useState(info.workspace.today.slice(0, 4));
  const [done, say] = useDone();
  const items = [
    { key: 'ledger', label: '台账', children: <Ledger year={year} onDone={say} /> },
    { key: 'leases', label: '号段', children: <NumberLeases year={year} onDone={say} /> },
    ...(office
      ? [
          { key: 'none', label: '待编文号', children: <Numberless onDone={say} /> },
          { key: 'rules', label: '文号规则', children: <NumberRules onDone={say} /> },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title="号码台账"
        note="正式文号：机关代字＋类别字＋〔年〕＋号，不重号，每个号都说明去向；临时编号印在每页二维码旁，只用来认页。"
      >
        <Button href={href('document')}>返回文书</Button>
      </PageHeader>
      {done}
      <Flex className="toolbar" gap="small" align="center">
        <label htmlFor="ledger-year">年份</label>
        <InputNumber
          id="ledger-year"
          min={2020}
          max={2099}
          precision={0}
          value={Number(year)}
          onChange={(y) => y && setYear(String(y))}
        />
      </Flex>
      <Tabs items={items} destroyOnHidden />
    </>
  );
}

function Ledger({ year, onDone }: { year: string; onDone: (text: string) => void }) {
  const load = useCallback(() => Api.Ledger(year), [year]);
  const { data, error, loading, reload } = useLoad(load);
  const wrong = data?.filter((r) => r.use === 'unknown' || r.use === 'twice') ?? [];
  return (
    <section aria-label="台账">
      <ErrorAlert error={error} onRetry={reload} />
      <Flex className="table-tools" gap="small" align="center" wrap>
        <ExportButton
          label="导出台账"
          note="写出全年每个文号的去向（Excel）。"
          name={`${year}年号码台账.xlsx`}
          onExport={(out) => Api.SaveLedger(year, out)}
          onDone={onDone}
        />
        {data && data.length > 0 && (
          <Typography.Text type={wrong.length > 0 ? 'danger' : 'secondary'}>
            {wrong.length > 0
              ? `有 ${wrong.length} 处没有说明或重号，请查明`
              : '没有重号，空号都有说明'}
          </Typography.Text>
        )}
      </Flex>
      <Table<LedgerRow>
        size="small"
        aria-label="号码台账"
        rowKey={(r) => `${r.number} ${r.paper}`}
        loading={loading}
        dataSource={data}
        pagination={(data?.length ?? 0) > 50 && { pageSize: 50, showTotal: (n) => `共 ${n} 行` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="这一年还没有正式文号。办公室在“文号规则”中填写机关代字后，制作的文书即编正式文号；外勤的号段随任务包带出。"
            />
          ),
        }}
        columns={[
          { key: 'number', title: '文号', className: 'wide-cell', render: (_, r) => r.number },
          {
            key: 'use',
            title: '情况',
            render: (_, r) => <Tag color={colors[r.use]}>{LedgerUseLabels[r.use]}</Tag>,
          },
          { key: 'name', title: '文书', render: (_, r) => r.name },
          { key: 'at', title: '时间', render: (_, r) => r.at && formatInstant(r.at) },
          { key: 'device', title: '号段所在', render: (_, r) => r.device },
          { key: 'note', title: '说明', className: 'wide-cell', render: (_, r) => r.note },
        ]}
      />
    </section>
  );
}
