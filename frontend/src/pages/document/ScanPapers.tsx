import { Button, Empty, Table, Tag } from 'antd';
import { useState } from 'react';
import { type Paper, PaperStateLabels, type ScanPaper } from '../../api/generated';
import { PaperSteps } from './PaperSteps';

interface Props {
  rows: ScanPaper[];
  /** onDone is told what was done with a document. */
  onDone: (text: string) => void;
}

/** ScanPapers lists the documents of a pile and which of their pages are missing. */
export function ScanPapers({ rows, onDone }: Props) {
  const [print, setPrint] = useState<Paper>();
  return (
    <section aria-label="文书">
      <Table<ScanPaper>
        size="small"
        rowKey={(r) => r.paper.id}
        dataSource={rows}
        pagination={rows.length > 15 && { pageSize: 15, showTotal: (n) => `共 ${n} 份` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="没有一页认出所属的文书，请在下面逐页归入"
            />
          ),
        }}
        columns={[
          {
            key: 'name',
            title: '文书',
            className: 'wide-cell',
            render: (_, { paper }) => (
              <>
                {paper.name}
                <br />
                <small>{paper.number}</small>
              </>
            ),
          },
          { key: 'pages', title: '共', render: (_, { paper }) => `${paper.pages} 页` },
          {
            key: 'missing',
            title: '已扫',
            render: (_, { paper, missing, whole }) =>
              whole ? (
                <Tag color="success">页已齐</Tag>
              ) : (
                <Tag color="warning">
                  已扫 {paper.sheets.length} 页，缺第 {missing.join('、')} 页
                </Tag>
              ),
          },
          {
            key: 'state',
            title: '状态',
            render: (_, { paper }) => PaperStateLabels[paper.state],
          },
          {
            key: 'act',
            title: '还差什么',
            render: (_, { paper, whole }) => {
              if (paper.state === 'issued')
                return (
                  <Button
                    size="small"
                    aria-label={`打印登记：${paper.name} ${paper.number}`}
                    onClick={() => setPrint(paper)}
                  >
                    先登记打印
                  </Button>
                );
              if (paper.state === 'printed') return whole ? '可以归档' : '补扫缺页';
              return paper.state === 'void' ? '旧版本，不归档' : '';
            },
          },
        ]}
      />
      {print && (
        <PaperSteps
          paper={print}
          step="print"
          onClose={() => setPrint(undefined)}
          onDone={(text) => {
            setPrint(undefined);
            onDone(text);
          }}
        />
      )}
    </section>
  );
}
