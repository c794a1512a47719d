import { Button, Flex } from 'antd';
import { useCallback } from 'react';
import { type DocKind, Paper, Session } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { PaperTable } from './PaperTable';

/** DocRef is something documents are issued for. */
export interface DocRef {
  /** noun is visit, team, task or draw. */
  noun: string;
  id: string;
  label: string;
  /** only these kinds are offered; absent = all of the noun. */
  only?: string[];
}

/** PaperPanel issues the documents of a visit, team, task or draw, and lists them. */
export function PaperPanel({ refs }: { refs: DocRef[] }) {
  const key = JSON.stringify(refs);
  const load = useCallback(async () => {
    const wanted: DocRef[] = JSON.parse(key);
    const kinds = await Session.DocumentKinds();
    const papers = (await Promise.all(wanted.map((r) => Paper.List(r.id)))).flat();
    const stands = ({ kind, repeatable }: DocKind, ref: string) =>
      !repeatable && papers.some((p) => p.kind === kind && p.ref === ref && p.state !== 'void');
    const issuable = wanted.flatMap((ref) =>
      kinds
        .filter(
          (kind) =>
            kind.noun === ref.noun &&
            !kind.about &&
            (ref.only?.includes(kind.kind) ?? true) &&
            !stands(kind, ref.id),
        )
        .map((kind) => ({ kind, ref })),
    );
    return { papers, issuable };
  }, [key]);
  const { data, error, loading, reload } = useLoad(load);
  const [done, say] = useDone();
  const tell = (text: string) => {
    say(text);
    reload();
  };
  const issue = useAction(async (kind: DocKind, ref: DocRef) => {
    const paper = await Paper.Issue(kind.kind, ref.id);
    tell(`已制作：${paper.name} ${paper.number}`);
  });
  return (
    <section aria-label="文书">
      <ErrorAlert error={error} onRetry={reload} />
      <Flex gap="small" wrap className="issue-row">
        {data?.issuable.map(({ kind, ref }) => (
          <Button
            key={ref.id + kind.kind}
            loading={issue.running}
            onClick={() => issue.run(kind, ref)}
          >
            制作{kind.name}
          </Button>
        ))}
      </Flex>
      {done}
      <ErrorAlert error={issue.error} />
      <PaperTable papers={data?.papers} loading={loading} onDone={tell} />
    </section>
  );
}
