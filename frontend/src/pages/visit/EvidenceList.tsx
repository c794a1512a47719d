import { Button, Empty, Table, Tag, Tooltip } from 'antd';
import { useCallback, useState } from 'react';
import { Evidence, type EvidenceState, EvidenceStateLabels, type Twin } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { Thumb } from '../../components/Media';
import { formatInstant } from '../../lib/clock';
import { durationText, sizeText } from '../../lib/size';
import { useLoad } from '../../lib/useLoad';
import { EvidenceDrawer } from './EvidenceDrawer';
import { HandOver } from './HandOver';

interface Props {
  visit: string;
  /** round asks again when it changes. */
  round: unknown;
  /** reload tells that evidence changed. */
  reload: () => void;
}

const colors: Record<EvidenceState, string> = {
  copied: 'success',
  referenced: 'processing',
  pending: 'warning',
  erased: 'default',
};

/** EvidenceList lists the evidence of a visit, shows or plays it, and says what is there twice. */
export function EvidenceList({ visit, round, reload }: Props) {
  const [at, setAt] = useState({ page: 1, size: 10 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: round asks again
  const load = useCallback(() => Evidence.Page(visit, at.page, at.size), [visit, at, round]);
  const { data, error, loading, reload: again } = useLoad(load);
  const total = data?.total ?? 0;
  const [shown, setShown] = useState<Evidence>();
  const [chosen, setChosen] = useState<Evidence[]>([]);
  const [handing, setHanding] = useState<Evidence[]>([]);
  const [done, say] = useDone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item may be the same as one before
  const twins = useLoad(useCallback(() => Evidence.Twins(visit), [visit, total]));
  return (
    <section aria-label="证据材料">
      {done}
      <ErrorAlert error={error} onRetry={again} />
      <ErrorAlert error={twins.error} onRetry={twins.reload} />
      {chosen.length > 0 && (
        <Button className="after-block" onClick={() => setHanding(chosen)}>
          交接所选 {chosen.length} 件
        </Button>
      )}
      <Table<Evidence>
        size="small"
        tableLayout="fixed"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.rows}
        rowSelection={{
          columnWidth: 40,
          preserveSelectedRowKeys: true,
          selectedRowKeys: chosen.map((e) => e.id),
          onChange: (_, items) => setChosen(items),
          getCheckboxProps: (e) => ({ 'aria-label': `选择 ${e.name || e.place}` }) as object,
        }}
        pagination={
          total > 10 && {
            current: at.page,
            pageSize: at.size,
            total,
            showSizeChanger: true,
            showTotal: (n) => `共 ${n} 件，新添加的在前`,
            onChange: (page, size) => setAt({ page, size }),
          }
        }
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="还没有证据材料。选好上面的登记方式，添加照片、录音录像，或登记记录仪"
            />
          ),
        }}
        columns={[
          { key: 'kind', title: '类型', width: 84, render: (_, e) => <Kind item={e} /> },
          {
            key: 'name',
            title: '名称',
            render: (_, e) => <Name item={e} twins={twins.data ?? []} onShow={setShown} />,
          },
          { key: 'step', title: '环节', width: 76, dataIndex: 'step' },
          {
            key: 'time',
            title: '时间',
            width: 104,
            render: (_, e) => (e.from ? formatInstant(e.from).slice(5) : ''),
          },
          {
            key: 'digest',
            title: '摘要（SHA-256、SM3）',
            width: 205,
            render: (_, e) => <Digests item={e} />,
          },
          {
            key: 'state',
            title: '状态',
            width: 120,
            render: (_, e) => <Tag color={colors[e.state]}>{EvidenceStateLabels[e.state]}</Tag>,
          },
        ]}
      />
      <EvidenceDrawer
        item={shown}
        onClose={() => setShown(undefined)}
        onChange={(item) => {
          setShown(item);
          reload();
        }}
      />
      <HandOver
        items={handing}
        onClose={() => setHanding([])}
        onDone={(text) => {
          setHanding([]);
          setChosen([]);
          say(text);
          reload();
        }}
      />
    </section>
  );
}

function Kind({ item }: { item: Evidence }) {
  return (
    <>
      {item.mime.startsWith('image/') && item.state === 'copied' && <Thumb sha256={item.sha256} />}
      {item.kind}
    </>
  );
}

function Digests({ item }: { item: Evidence }) {
  if (item.kind === '物品') return '实物';
  if (item.state === 'pending') return '回填后登记';
  if (!item.sha256 && !item.sm3) return '没有登记';
  return (
    <>
      {item.sha256 && <Digest value={item.sha256} />}
      {item.sm3 && (
        <>
          <br />
          <Digest value={item.sm3} />
        </>
      )}
    </>
  );
}

interface NameProps {
  item: Evidence;
  twins: Twin[];
  onShow: (item: Evidence) => void;
}

function Name({ item, twins, onShow }: NameProps) {
  const about = [
    item.size > 0 && sizeText(item.size),
    item.duration > 0 && durationText(item.duration),
    item.officer,
    item.name && item.state !== 'copied' && item.place,
    item.spans.length > 0 && `关键片段 ${item.spans.length} 处`,
    item.note,
  ].filter(Boolean);
  const same = twins.filter((t) => t.evidence === item.id);
  return (
    <>
      <Button type="link" className="row-link" onClick={() => onShow(item)}>
        {item.name || item.place}
      </Button>
      {same.length > 0 ? (
        <Tooltip title={same.map((t) => `${t.where}：${t.name}`).join('；')}>
          <small className="twin">内容与{same[0]?.where}的相同</small>
        </Tooltip>
      ) : (
        <br />
      )}
      <small>{about.join('，')}</small>
    </>
  );
}
