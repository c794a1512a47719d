import { Button, Table, Tag } from 'antd';
import {
  type ScanBatch,
  ScanFaultLabels,
  type ScanPage,
  ScanStateLabels,
} from '../../api/generated';

interface Props {
  batch: ScanBatch;
  onShow: (page: ScanPage) => void;
}

const colors = { waiting: 'warning', placed: 'success', aside: 'default' };

/** inOrder puts the pages that wait before the others. */
export function inOrder(pages: ScanPage[]): ScanPage[] {
  return pages.toSorted(
    (a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting') || a.no - b.no,
  );
}

/** ScanPages lists every page of a pile with what became of it, those that wait first. */
export function ScanPages({ batch, onShow }: Props) {
  return (
    <Table<ScanPage>
      size="small"
      aria-label="各页"
      rowKey="no"
      dataSource={inOrder(batch.pages)}
      pagination={
        batch.pages.length > 50 && {
          pageSize: 50,
          showTotal: (n) => `共 ${n} 页`,
          showSizeChanger: false,
        }
      }
      columns={[
        { key: 'no', title: '页', render: (_, p) => `第 ${p.no} 页` },
        {
          key: 'state',
          title: '处理情况',
          render: (_, p) => (
            <>
              <Tag color={colors[p.state]}>{ScanStateLabels[p.state]}</Tag>
              {p.state === 'waiting' && p.fault && <Tag>{ScanFaultLabels[p.fault]}</Tag>}
            </>
          ),
        },
        {
          key: 'where',
          title: '归到哪里，或为什么没有',
          className: 'wide-cell',
          render: (_, p) => (
            <>
              {p.state === 'placed'
                ? `${p.number} 第 ${p.sheet} 页`
                : p.state === 'aside'
                  ? p.reason
                  : p.note}
              {p.by && <small>（{p.by}）</small>}
            </>
          ),
        },
        {
          key: 'from',
          title: '来自',
          className: 'wide-cell',
          render: (_, p) => `${batch.files[p.file]?.name ?? ''} 第 ${p.filePage} 页`,
        },
        {
          key: 'act',
          title: '操作',
          render: (_, p) => (
            <Button
              size="small"
              type={p.state === 'waiting' ? 'primary' : 'default'}
              aria-label={`${p.state === 'waiting' ? '处理' : '查看'}第 ${p.no} 页`}
              onClick={() => onShow(p)}
            >
              {p.state === 'waiting' ? '处理' : '查看'}
            </Button>
          ),
        },
      ]}
    />
  );
}
