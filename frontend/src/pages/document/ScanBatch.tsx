import { Alert, Button, Flex, Spin } from 'antd';
import { useCallback, useState } from 'react';
import { Paper, Scan, type ScanPage } from '../../api/generated';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { formatInstant } from '../../lib/clock';
import { href } from '../../lib/route';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { PlacePage } from './PlacePage';
import { ScanPages } from './ScanPages';
import { ScanPapers } from './ScanPapers';

/** ScanBatch is one pile: the documents it belongs to, and the pages that wait for a hand. */
export function ScanBatch({ id }: { id: string }) {
  const load = useCallback(async () => {
    const [view, papers] = await Promise.all([Scan.Get(id), Paper.List('')]);
    const open = papers.filter((p) => p.state === 'issued' || p.state === 'printed');
    return { view, open };
  }, [id]);
  const { data, error, reload } = useLoad(load);
  const [done, say] = useDone();
  const [shown, setShown] = useState<ScanPage>();
  const [asking, setAsking] = useState(false);
  const tell = (text: string) => {
    say(text);
    reload();
  };
  const blanks = useAction(async (nos: number[]) => {
    await Scan.Aside(id, nos, '');
    tell(`空白页 ${nos.length} 页不归档`);
  });
  if (!data) {
    return error ? <ErrorAlert error={error} onRetry={reload} /> : <Spin description="正在打开" />;
  }
  const { batch, waiting, papers } = data.view;
  const ready = papers.filter((p) => p.whole && p.paper.state === 'printed').map((p) => p.paper);
  const empty = batch.pages.filter((p) => p.state === 'waiting' && p.fault === 'blank');
  return (
    <>
      <PageHeader
        title={batch.name}
        note={`扫描批次，${formatInstant(batch.at)}由${batch.by}收入：${batch.files.length} 个文件，${batch.pages.length} 页。原扫描件原样保存。`}
      >
        <Button href={href('document', 'scan')}>返回收件箱</Button>
        <Button type="primary" disabled={ready.length === 0} onClick={() => setAsking(true)}>
          归档已齐的文书（{ready.length} 份）
        </Button>
      </PageHeader>
      <ErrorAlert error={error} onRetry={reload} />
      {done}
      <ScanPapers rows={papers} onDone={tell} />
      <Flex justify="space-between" align="center" gap="small" className="section-head">
        <h2>各页</h2>
        {empty.length > 0 && (
          <Button loading={blanks.running} onClick={() => blanks.run(empty.map((p) => p.no))}>
            空白页不归档（{empty.length} 页）
          </Button>
        )}
      </Flex>
      <ErrorAlert error={blanks.error} />
      {waiting > 0 && (
        <Alert
          type="warning"
          showIcon
          className="error-alert"
          title={`有 ${waiting} 页待人工处理：看图后归入文书，或写明理由不归档。`}
        />
      )}
      <ScanPages batch={batch} onShow={setShown} />
      {shown && (
        <PlacePage
          key={shown.no}
          batch={batch}
          page={shown}
          papers={data.open}
          onClose={() => setShown(undefined)}
          onDone={(text) => {
            setShown(undefined);
            tell(text);
          }}
        />
      )}
      <ConfirmModal
        open={asking}
        title="归档签字原件影像"
        okText="每页已看过，归档"
        onClose={() => setAsking(false)}
        onOk={async () => {
          const filed = await Scan.File(ready.map((p) => p.id));
          tell(`已归档 ${filed.length} 份文书`);
        }}
      >
        {ready.map((p) => `${p.name} ${p.number}`).join('、')}
        。归档前请逐页看过：当事人、见证人、检查人员是否都已签字、捺指印。归档后不能退回其中的页。
      </ConfirmModal>
    </>
  );
}
