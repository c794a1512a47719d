import { Button, Empty, Flex, Table, Tag } from 'antd';
import { useState } from 'react';
import { type Paper, PaperStateLabels } from '../../api/generated';
import { PaperView } from '../../components/PaperView';
import { formatInstant } from '../../lib/clock';
import { PaperSteps, type Step } from './PaperSteps';
import { Signing } from './Signing';

interface Props {
  papers: Paper[] | undefined;
  loading: boolean;
  /** about says what a document belongs to; no such column without it. */
  about?: (paper: Paper) => string;
  /** onDone is told what was done with a document. */
  onDone: (text: string) => void;
}

const colors = { issued: 'processing', printed: 'warning', filed: 'success', void: 'default' };

/** PaperTable lists issued documents with what can be done with each. */
export function PaperTable({ papers, loading, about, onDone }: Props) {
  const [shown, setShown] = useState({ sha256: '', title: '' });
  const [step, setStep] = useState<{ paper: Paper; step: Step }>();
  const [signing, setSigning] = useState<Paper>();
  const act = (paper: Paper, next: Step, label: string, danger = false) => (
    <Button
      size="small"
      danger={danger}
      aria-label={`${label}：${paper.name} ${paper.number}`}
      onClick={() => setStep({ paper, step: next })}
    >
      {label}
    </Button>
  );
  return (
    <>
      <Table<Paper>
        size="small"
        rowKey="id"
        loading={loading}
        dataSource={papers}
        scroll={{ x: 'max-content' }}
        pagination={(papers?.length ?? 0) > 20 && { pageSize: 20, showTotal: (n) => `共 ${n} 份` }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有制作文书" />,
        }}
        columns={[
          {
            key: 'name',
            title: '文书',
            className: 'wide-cell',
            render: (_, p) => (
              <>
                {p.name}
                <br />
                <small>
                  {p.officialNumber && (
                    <>
                      {p.officialNumber}
                      <br />
                      临时编号{' '}
                    </>
                  )}
                  {p.number}
                  {p.own > 0 && ` · 本局式样第${p.own}版`}
                </small>
              </>
            ),
          },
          ...(about
            ? [
                {
                  key: 'about',
                  title: '所属',
                  className: 'wide-cell',
                  render: (_: unknown, p: Paper) => about(p),
                },
              ]
            : []),
          { key: 'at', title: '制作时间', render: (_, p) => formatInstant(p.issuedAt) },
          {
            key: 'state',
            title: '状态',
            render: (_, p) => (
              <>
                <Tag color={colors[p.state]}>{PaperStateLabels[p.state]}</Tag>
                {p.copies > 0 && <small>已印 {p.copies} 份</small>}
              </>
            ),
          },
          {
            key: 'act',
            title: '操作',
            render: (_, p) => (
              <Flex gap="small" wrap className="acts">
                <Button
                  size="small"
                  type="primary"
                  aria-label={`查看：${p.name} ${p.number}`}
                  onClick={() => setShown({ sha256: p.pdf, title: `${p.name} ${p.number}` })}
                >
                  查看
                </Button>
                {act(p, 'save', '另存')}
                {(p.state === 'issued' || p.state === 'printed') &&
                  act(p, 'print', p.copies > 0 ? '补打' : '打印登记')}
                {p.state === 'printed' && act(p, 'scan', '附签字件')}
                {p.state !== 'void' && (
                  <Button
                    size="small"
                    aria-label={`签署登记：${p.name} ${p.number}`}
                    onClick={() => setSigning(p)}
                  >
                    签署登记
                  </Button>
                )}
                {p.scan && (
                  <Button
                    size="small"
                    aria-label={`签字件：${p.name} ${p.number}`}
                    onClick={() => setShown({ sha256: p.scan, title: p.scanName })}
                  >
                    签字件
                  </Button>
                )}
                {p.drawn.length > 0 && (
                  <Button
                    size="small"
                    aria-label={`手写签名件：${p.name} ${p.number}`}
                    onClick={() =>
                      setShown({
                        sha256: p.drawn.at(-1)?.pdf ?? '',
                        title: `手写签名件：${p.name} ${p.number}`,
                      })
                    }
                  >
                    手写签名件
                  </Button>
                )}
                {(p.state === 'issued' || p.state === 'printed') && act(p, 'void', '作废', true)}
              </Flex>
            ),
          },
        ]}
      />
      <PaperView {...shown} onClose={() => setShown({ sha256: '', title: '' })} />
      {signing && (
        <Signing
          key={signing.id}
          paper={signing}
          onClose={() => setSigning(undefined)}
          onDone={(text) => {
            setSigning(undefined);
            onDone(text);
          }}
        />
      )}
      {step && (
        <PaperSteps
          key={step.paper.id + step.step}
          {...step}
          onClose={() => setStep(undefined)}
          onDone={(text) => {
            setStep(undefined);
            onDone(text);
          }}
        />
      )}
    </>
  );
}
