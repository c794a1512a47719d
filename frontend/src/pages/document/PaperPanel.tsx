import { Button, Flex, Select } from 'antd';
import { useCallback, useState } from 'react';
import { type DocKind, Paper, Session } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { FillPaper } from './FillPaper';
import { PaperTable } from './PaperTable';

/** DocRef is something documents are issued for. */
export interface DocRef {
  /** noun is visit, team, task or draw. */
  noun: string;
  id: string;
  label: string;
  /** open is a visit that goes on: what reports its end is not offered. */
  open?: boolean;
  /** only these kinds are offered; absent = all of the noun. */
  only?: string[];
}

interface Issuable {
  kind: DocKind;
  ref: DocRef;
}

interface Props {
  refs: DocRef[];
  /** onChange is told that a document was made or registered. */
  onChange?: () => void;
}

/** PaperPanel issues the documents of a visit, team, task or draw, and lists them. */
export function PaperPanel({ refs, onChange }: Props) {
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
            !kind.parted &&
            !(ref.open && kind.after) &&
            (ref.only?.includes(kind.kind) ?? true) &&
            !stands(kind, ref.id),
        )
        .map((kind) => ({ kind, ref })),
    );
    return { papers, issuable };
  }, [key]);
  const { data, error, loading, reload } = useLoad(load);
  const [done, say] = useDone();
  const [filling, setFilling] = useState<Issuable>();
  const tell = (text: string) => {
    say(text);
    reload();
    onChange?.();
  };
  const issue = useAction(async (kind: DocKind, ref: DocRef) => {
    const paper = await Paper.Issue(kind.kind, ref.id);
    tell(`已制作：${paper.name} ${paper.number}`);
  });
  const toFill = data?.issuable.filter(({ kind }) => kind.filled) ?? [];
  return (
    <section aria-label="文书">
      <ErrorAlert error={error} onRetry={reload} />
      <Flex gap="small" wrap className="issue-row">
        {data?.issuable
          .filter(({ kind }) => !kind.filled || kind.ready)
          .map(({ kind, ref }) => (
            <Button
              key={ref.id + kind.kind}
              loading={issue.running}
              onClick={() => issue.run(kind, ref)}
            >
              制作{kind.name}
            </Button>
          ))}
        {toFill.length > 0 && (
          <Select
            className="task-select"
            aria-label="填写其他文书"
            placeholder="填写其他文书：键入名称查找"
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={toFill.map(({ kind, ref }, i) => ({
              value: i,
              label: refs.length > 1 ? `${kind.name}（${ref.label}）` : kind.name,
            }))}
            onChange={(i: number | null) => setFilling(i === null ? undefined : toFill[i])}
          />
        )}
      </Flex>
      {done}
      <ErrorAlert error={issue.error} />
      {filling && (
        <FillPaper
          kind={filling.kind}
          of={filling.ref.id}
          onClose={() => setFilling(undefined)}
          onDone={(text) => {
            setFilling(undefined);
            tell(text);
          }}
        />
      )}
      <PaperTable papers={data?.papers} loading={loading} onDone={tell} />
    </section>
  );
}
