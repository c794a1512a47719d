import { Alert, Button, Flex, Form, Input, InputNumber, Modal, Select, Spin } from 'antd';
import { type Paper, Scan, type ScanBatch, type ScanPage } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';
import { useLink } from '../../lib/useLink';

interface Props {
  batch: ScanBatch;
  page: ScanPage;
  /** papers are the documents that may still take pages. */
  papers: Paper[];
  onClose: () => void;
  onDone: (text: string) => void;
}

/** PlacePage shows a scanned page beside what may be done with it. */
export function PlacePage({ batch, page, papers, onClose, onDone }: Props) {
  const back = useAction(async () => {
    await Scan.Return(batch.id, page.no);
    onDone(`第 ${page.no} 页已退回`);
  });
  return (
    <Modal
      open
      centered
      destroyOnHidden
      footer={null}
      width="min(1100px, 94vw)"
      title={`第 ${page.no} 页`}
      onCancel={onClose}
    >
      <div className="scan-page">
        <Picture page={page} />
        <div>
          {page.state === 'waiting' ? (
            <Waiting batch={batch} page={page} papers={papers} onDone={onDone} />
          ) : (
            <p>
              {page.state === 'placed'
                ? `已归入 ${page.number} 第 ${page.sheet} 页${page.by ? `（${page.by}人工归入）` : '（按二维码）'}。`
                : `不归档：${page.reason}（${page.by}）。`}
            </p>
          )}
          {page.state === 'placed' && (
            <Button loading={back.running} onClick={() => back.run()}>
              退回这一页
            </Button>
          )}
          <ErrorAlert error={back.error} />
        </div>
      </div>
    </Modal>
  );
}

function Picture({ page }: { page: ScanPage }) {
  const { data: link, error, reload } = useLink(page.image);
  if (!page.image) return <Alert type="error" showIcon title={page.note} />;
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!link) return <Spin description="正在打开" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a tall page is scrolled with the keys
    <section className="scan-sheet" tabIndex={0} aria-label={`第 ${page.no} 页的影像`}>
      <img className={`turn-${page.turn}`} src={link} alt={`扫描的第 ${page.no} 页`} />
    </section>
  );
}

function Waiting({ batch, page, papers, onDone }: Omit<Props, 'onClose'>) {
  const likely = papers.find((p) => p.id === page.paper);
  return (
    <Flex vertical gap="middle">
      {page.fault && <Alert type="warning" showIcon title={page.note} />}
      {page.image && (
        <section aria-label="归入文书">
          <h3>归入文书</h3>
          <ActionForm
            initial={{ paper: likely?.id, sheet: page.sheet || 1 }}
            submit="归入"
            onSubmit={async ({ paper = '', sheet }) => {
              await Scan.Place(batch.id, page.no, paper, sheet);
              onDone(`第 ${page.no} 页已归入文书第 ${sheet} 页`);
            }}
          >
            <Form.Item
              name="paper"
              label="哪份文书"
              rules={[{ required: true, message: '请选择文书' }]}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                placeholder="按名称或编号查找"
                options={papers.map((p) => ({
                  value: p.id,
                  label: `${p.name} ${p.number}（共 ${p.pages} 页）`,
                }))}
              />
            </Form.Item>
            <Form.Item name="sheet" label="第几页（页脚上的页码）">
              <InputNumber min={1} max={1000} precision={0} />
            </Form.Item>
          </ActionForm>
        </section>
      )}
      <section aria-label="不归档">
        <h3>不归档</h3>
        <ActionForm
          initial={{ reason: page.fault === 'blank' ? '空白页' : '' }}
          submit="不归档"
          onSubmit={async ({ reason }) => {
            await Scan.Aside(batch.id, [page.no], reason);
            onDone(`第 ${page.no} 页不归档`);
          }}
        >
          <Form.Item
            name="reason"
            label="理由"
            rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        </ActionForm>
      </section>
    </Flex>
  );
}
