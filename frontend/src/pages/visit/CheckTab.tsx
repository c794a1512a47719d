import { Empty, Typography } from 'antd';
import { useRef, useSyncExternalStore } from 'react';
import type { Matter } from '../../api/generated';
import { CheckLine } from './CheckLine';
import { useFindings, useVisit } from './context';
import { MatterWay } from './MatterWay';
import { answerPath, linesOf } from './paths';
import { Replies } from './Replies';

/** CheckTab is every matter's checklist as one list for the keyboard (art. 18). */
export function CheckTab() {
  const { data } = useVisit();
  const findings = useFindings();
  const list = useRef<HTMLDivElement>(null);

  /** step moves the focus to the answers of the line that many lines on. */
  const step = (from: Element, by: number) => {
    const rows = [...(list.current?.querySelectorAll('.check-line') ?? [])];
    const at = rows.findIndex((row) => row.contains(from));
    const radios = rows[at + by]?.querySelectorAll<HTMLInputElement>('.check-answer input');
    if (!radios) return;
    const target = [...radios].find((r) => r.checked) ?? radios[0];
    target?.focus();
    rows[at + by]?.scrollIntoView({ block: 'nearest' });
  };

  if (data.matters.length === 0)
    return <Empty description="本任务没有适用于该单位行业的抽查事项，请向办公室核实" />;
  return (
    <div ref={list}>
      <Typography.Paragraph type="secondary">
        焦点在结论上时：<kbd>1</kbd> 符合　<kbd>2</kbd> 不符合　<kbd>3</kbd> 不适用　<kbd>4</kbd>{' '}
        未检查；<kbd>↑</kbd> <kbd>↓</kbd> 换行。选“不符合”随即记录问题。
      </Typography.Paragraph>
      <Replies />
      {data.matters.map((m) => (
        <section key={m.id} aria-labelledby={`matter-${m.id}`} className="check-matter">
          <h2 id={`matter-${m.id}`}>
            {m.name} <Answered matter={m} />
          </h2>
          <MatterWay matter={m} />
          {linesOf(m).map((line) => (
            <CheckLine
              key={line.no}
              line={line}
              findings={findings.filter((f) => f.matter === m.id && f.item === line.no)}
              step={step}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

/** Answered counts a matter's answered lines. */
function Answered({ matter }: { matter: Matter }) {
  const { form } = useVisit();
  const lines = linesOf(matter);
  const count = useSyncExternalStore(
    form.subscribe,
    () => lines.filter((l) => form.view(answerPath(matter.id, l.no)).value !== '').length,
  );
  return (
    <small className="check-answered">
      已答 {count} / {lines.length}
    </small>
  );
}
