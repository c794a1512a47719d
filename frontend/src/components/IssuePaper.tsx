import { Button, Flex, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Paper, PaperStateLabels } from '../api/generated';
import { useAction } from '../lib/useAction';
import { useLoad } from '../lib/useLoad';
import { ErrorAlert } from './ErrorAlert';
import { ExportButton } from './ExportButton';
import { PaperView } from './PaperView';

interface Props {
  /** kind is the document's kind in Go, name its Chinese name. */
  kind: string;
  name: string;
  /** of is the id of the task or draw that it is issued for. */
  of: string;
  onDone: (text: string) => void;
}

/** IssuePaper makes one document of something, and shows and saves it once it stands. */
export function IssuePaper({ kind, name, of, onDone }: Props) {
  const load = useCallback(() => Paper.List(of), [of]);
  const { data: papers, error, reload } = useLoad(load);
  const [shown, setShown] = useState(false);
  const issue = useAction(async () => {
    const paper = await Paper.Issue(kind, of);
    reload();
    onDone(`${name} ${paper.number} 已制作`);
    setShown(true);
  });
  const paper = papers?.find((p) => p.kind === kind && p.state !== 'void');
  return (
    <Flex vertical gap="small">
      <ErrorAlert error={error} onRetry={reload} />
      <ErrorAlert error={issue.error} />
      <Flex gap="small" align="center" wrap>
        {paper ? (
          <>
            <span>
              {name} {paper.number} <Tag>{PaperStateLabels[paper.state]}</Tag>
            </span>
            <Button onClick={() => setShown(true)}>查看{name}</Button>
            <ExportButton
              label={`另存${name}`}
              note="按实际大小（100%）打印，不要缩放。"
              name={`${name} ${paper.number}.pdf`}
              onExport={(out) => Paper.Save(paper.id, out)}
              onDone={onDone}
            />
          </>
        ) : (
          <Button loading={issue.running} disabled={!papers} onClick={() => issue.run()}>
            制作{name}
          </Button>
        )}
      </Flex>
      <PaperView
        title={`${name} ${paper?.number ?? ''}`}
        sha256={shown ? (paper?.pdf ?? '') : ''}
        onClose={() => setShown(false)}
      />
    </Flex>
  );
}
