import { Button, Flex, Table, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import type { FileHead, HeaderRow, TopRow } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';

interface Props {
  head: FileHead;
  /** onPick reads the file with the titles in another row. */
  onPick: (at: HeaderRow) => Promise<void>;
}

const keyOf = (r: { sheet: string; row: number }) => `${r.sheet}/${r.row}`;

/** HeaderPick shows the first rows of a file and lets a person say which one holds the column titles. */
export function HeaderPick({ head, onPick }: Props) {
  const [at, setAt] = useState<TopRow | undefined>(
    head.top.find((r) => r.sheet === head.sheet && r.row === head.header),
  );
  const pick = useAction(async () => {
    if (at) await onPick({ sheet: at.sheet, row: at.row });
  });
  const many = head.top.some((r) => r.sheet !== head.top[0]?.sheet);
  const width = Math.max(0, ...head.top.map((r) => r.cells.length));
  const columns: TableColumnsType<TopRow> = [
    {
      key: 'row',
      title: many ? '工作表、行' : '行',
      width: many ? 160 : 64,
      render: (_, r) => (many ? `${r.sheet} ${r.row}` : r.row),
    },
    ...Array.from({ length: width }, (_, i) => ({
      key: String(i),
      title: `第 ${i + 1} 列`,
      ellipsis: true,
      width: 130,
      render: (_: unknown, r: TopRow) => r.cells[i] ?? '',
    })),
  ];
  return (
    <section aria-label="表头所在的行">
      <Typography.Title level={3} className="section-title">
        表头所在的行
      </Typography.Title>
      <Typography.Paragraph type="secondary">
        选中写有各列名称的一行，再选定各列导入为什么；同样表头的文件以后照此读取。
      </Typography.Paragraph>
      <Table<TopRow>
        size="small"
        rowKey={keyOf}
        columns={columns}
        dataSource={head.top}
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowSelection={{
          type: 'radio',
          selectedRowKeys: at ? [keyOf(at)] : [],
          onChange: (_, [row]) => setAt(row),
          getCheckboxProps: (r) => ({ 'aria-label': `${r.sheet}第 ${r.row} 行是表头` }),
          columnTitle: <span className="quiet">表头</span>,
        }}
      />
      <ErrorAlert error={pick.error} />
      <Flex className="after-block" gap="small">
        <Button
          type={head.header === 0 ? 'primary' : 'default'}
          disabled={!at || (at.sheet === head.sheet && at.row === head.header)}
          loading={pick.running}
          onClick={() => pick.run()}
        >
          以选中的行为表头
        </Button>
      </Flex>
    </section>
  );
}
