import { Button } from 'antd';
import { type KeyboardEvent, memo, useState } from 'react';
import { AnswerValueLabels } from '../../api/generated';
import { useField } from '../../lib/useAutosave';
import { Choice } from './Choice';
import { choose, focusPath, useVisit } from './context';
import { FindingCard } from './FindingCard';
import { TextField } from './fields';
import { answerPath, type FindingRef, type Line } from './paths';
import { SaveMark, SaveTrouble } from './SaveMark';

const answers = Object.entries(AnswerValueLabels).map(([value, label]) => ({ value, label }));

interface Props {
  line: Line;
  findings: FindingRef[];
  step: (from: Element, by: number) => void;
}

/** CheckLine is one line of a checklist: its answer, its note, the findings bound to it. */
export const CheckLine = memo(
  function CheckLine({ line, findings, step }: Props) {
    const { form } = useVisit();
    const path = answerPath(line.matter.id, line.no);
    const { value, state } = useField(form, path);
    const note = useField(form, `${path}/note`).value;
    const [noting, setNoting] = useState(false);
    const label = `${line.no || ''} ${line.text}`.trim();

    const addFinding = () => {
      const id = crypto.randomUUID();
      choose(form, `finding/${id}/matter`, line.matter.id);
      choose(form, `finding/${id}/item`, `${line.no}`);
      focusPath(`finding/${id}/description`);
    };
    const picked = (answer: string) => {
      if (answer === 'no' && findings.length === 0) addFinding();
      else if (answer === 'no') focusPath(`finding/${findings[0]?.id}/description`);
      else if (answer === 'skip') focusPath(`${path}/note`);
      else if (document.activeElement) step(document.activeElement, 1);
    };
    const move = (e: KeyboardEvent) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (by === undefined) return;
      e.preventDefault();
      step(e.target as Element, by);
    };

    return (
      <div className="check-line">
        <div className="check-head">
          <div className="check-text">
            <span>{label}</span>
            {line.method && <small className="check-method">方法：{line.method}</small>}
            {line.law && (
              <details>
                <summary>依据</summary>
                {line.law}
              </details>
            )}
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the radios inside */}
          <div className="check-answer" onKeyDown={move}>
            <Choice path={path} label={label} options={answers} numbered onPick={picked} />
            <span className="check-mark">
              {value !== '' && value !== 'skip' && note === '' && !noting && (
                <Button
                  type="link"
                  size="small"
                  aria-label={`写备注：${label}`}
                  onClick={() => {
                    setNoting(true);
                    focusPath(`${path}/note`);
                  }}
                >
                  写备注
                </Button>
              )}
              <SaveMark state={state} />
            </span>
          </div>
        </div>
        <SaveTrouble form={form} path={path} label={label} />
        {(value === 'skip' || note !== '' || noting) && (
          <TextField path={`${path}/note`} label={value === 'skip' ? '未检查的原因' : '备注'} />
        )}
        {findings.map((f) => (
          <FindingCard key={f.id} id={f.id} line={label} answered={value} />
        ))}
        {value === 'no' && (
          <Button type="link" size="small" onClick={addFinding}>
            {findings.length === 0 ? '记录问题' : '再记一处问题'}
          </Button>
        )}
      </div>
    );
  },
  (a, b) =>
    a.line.matter.id === b.line.matter.id &&
    a.line.no === b.line.no &&
    a.findings.map((f) => f.id).join() === b.findings.map((f) => f.id).join(),
);
