import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { ResultCodeLabels, type ResultView } from '../../api/generated';
import { Details } from '../../components/DetailDrawer';
import { PaperView } from '../../components/PaperView';
import { formatInstant } from '../../lib/clock';
import { Assistant } from './Assistant';
import { standing } from './standing';
import { OnFileForm, PublishedForm, ReviewStep } from './steps';

interface Props {
  /** view is the result to work on; the drawer is closed without one. */
  view: ResultView | undefined;
  onClose: () => void;
  /** onDone is told what was done. */
  onDone: (text: string) => void;
}

/** ResultDrawer is one result: what it is, what is next, and the step itself. */
export function ResultDrawer({ view, onClose, onDone }: Props) {
  return (
    <Drawer
      title={view?.subjectName}
      open={view !== undefined}
      onClose={onClose}
      size={760}
      destroyOnHidden
    >
      {view && <Body key={view.result.state} view={view} onDone={onDone} />}
    </Drawer>
  );
}

function Body({ view, onDone }: { view: ResultView; onDone: (text: string) => void }) {
  const { result } = view;
  const [proof, setProof] = useState('');
  const done = (what: string) => onDone(`${view.subjectName}：${what}`);
  return (
    <>
      <Alert
        className="error-alert"
        type="info"
        showIcon
        title={view.stateLabel}
        description={standing(result.state).next}
      />
      {result.state === 'entered' && <ReviewStep view={view} onDone={done} />}
      {result.state === 'reviewed' && (
        <>
          <Assistant view={view} />
          <OnFileForm view={view} onDone={done} />
        </>
      )}
      {result.state === 'onfile' && <PublishedForm view={view} onDone={done} />}
      <h2>结果</h2>
      <Details
        of={[
          { label: '检查结果', value: view.codeLabel },
          { label: '后续处置', value: result.followUp },
          { label: '检查完成', value: result.finishedOn },
          { label: '公示期限', value: result.dueOn || result.dueNote },
          ...result.matters.map((m) => ({
            label: m.name,
            value: m.problem ? `${m.problem}（${m.handling}）` : ResultCodeLabels[m.code],
          })),
          { label: '审核时间', value: result.reviewedAt && formatInstant(result.reviewedAt) },
          { label: '平台编号', value: result.platformNo },
          {
            label: '平台录入',
            value: result.platformAt && `${formatInstant(result.platformAt)} ${result.operator}`,
          },
          { label: '公示时间', value: result.publishedAt && formatInstant(result.publishedAt) },
          {
            label: '公示凭据',
            value: result.proof && (
              <Button type="link" className="row-link" onClick={() => setProof(result.proof)}>
                {result.proofName}
              </Button>
            ),
          },
        ]}
      />
      <PaperView title={result.proofName} sha256={proof} onClose={() => setProof('')} />
    </>
  );
}
