import { Button, Empty, Table, Tag } from 'antd';
import { useState } from 'react';
import { type Evidence, EvidenceStateLabels } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { MediaModal, Thumb } from '../../components/Media';
import { formatInstant } from '../../lib/clock';
import { durationText, sizeText } from '../../lib/size';
import { AddEvidence } from './AddEvidence';
import { useVisit } from './context';
import { PendingEvidence } from './PendingEvidence';

/** EvidenceTab adds and lists the evidence of an open visit (art. 20, P10). */
export function EvidenceTab() {
  const { data } = useVisit();
  return (
    <>
      <AddEvidence />
      <PendingEvidence />
      <EvidenceList rows={data.evidence} />
    </>
  );
}

/** EvidenceList lists the evidence of a visit and shows or plays it. */
export function EvidenceList({ rows }: { rows: Evidence[] }) {
  const [shown, setShown] = useState<Evidence>();
  return (
    <section aria-label="证据材料">
      <Table<Evidence>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={rows.length > 10 && { pageSize: 10, showTotal: (n) => `共 ${n} 件` }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有证据材料" />,
        }}
        columns={[
          { key: 'kind', title: '类型', render: (_, e) => <Kind item={e} /> },
          { key: 'name', title: '名称', render: (_, e) => <Name item={e} onShow={setShown} /> },
          { key: 'step', title: '环节', dataIndex: 'step' },
          {
            key: 'time',
            title: '时间',
            render: (_, e) => (e.from ? formatInstant(e.from).slice(5) : ''),
          },
          {
            key: 'digest',
            title: '摘要（SHA-256、SM3）',
            render: (_, e) =>
              e.sha256 ? (
                <>
                  <Digest value={e.sha256} />
                  <br />
                  <Digest value={e.sm3} />
                </>
              ) : (
                '回填后计算'
              ),
          },
          {
            key: 'state',
            title: '状态',
            render: (_, e) => (
              <Tag color={e.state === 'pending' ? 'warning' : 'success'}>
                {EvidenceStateLabels[e.state]}
              </Tag>
            ),
          },
        ]}
      />
      <MediaModal file={shown} onClose={() => setShown(undefined)} />
    </section>
  );
}

function Kind({ item }: { item: Evidence }) {
  return (
    <>
      {item.mime.startsWith('image/') && item.sha256 && <Thumb sha256={item.sha256} />}
      {item.kind}
    </>
  );
}

function Name({ item, onShow }: { item: Evidence; onShow: (item: Evidence) => void }) {
  const about = [
    item.size > 0 && sizeText(item.size),
    item.duration > 0 && durationText(item.duration),
    item.officer,
    item.note,
  ].filter(Boolean);
  return (
    <>
      {item.sha256 ? (
        <Button type="link" className="row-link" onClick={() => onShow(item)}>
          {item.name}
        </Button>
      ) : (
        item.place
      )}
      <br />
      <small>{about.join('，')}</small>
    </>
  );
}
