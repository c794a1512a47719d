import { Empty, Tag } from 'antd';
import type { PastCheck, PastFinding } from '../../api/generated';
import { RecheckStateLabels } from '../../api/generated';
import { useField } from '../../lib/useAutosave';
import { Choice } from './Choice';
import { useVisit } from './context';
import { Frame, TextField } from './fields';

const states = Object.entries(RecheckStateLabels).map(([value, label]) => ({ value, label }));

/** PastList tells of earlier inspections of a firm, newest first. */
export function PastList({ past }: { past: PastCheck[] }) {
  if (past.length === 0)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="办公室派发时没有以往的检查记录" />
    );
  return (
    <ul className="past">
      {past.map((p) => (
        <li key={p.taskNo + p.on}>
          <strong>{p.on}</strong>　{p.result}　<small>{p.taskName}</small>
          {p.findings.length > 0 && (
            <ul>
              {p.findings.map((f) => (
                <li key={f.id}>
                  <PastLine finding={f} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function PastLine({ finding: f }: { finding: PastFinding }) {
  return (
    <>
      {f.open && <Tag color="warning">整改未了</Tag>}
      <span className="break">{f.description}</span>
      <small>
        （{[f.matter, f.measure, f.deadline && `期限 ${f.deadline}`].filter(Boolean).join('，')}）
      </small>
    </>
  );
}

/** Rechecks asks, of each rectification that is still open, whether it was made. */
export function Rechecks() {
  const { data } = useVisit();
  const open = data.team.past.flatMap((p) => p.findings.filter((f) => f.open));
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="rechecks">
      <h2 id="rechecks">以往责令整改的情况（未了 {open.length} 处）</h2>
      {open.map((f) => (
        <Recheck key={f.id} finding={f} />
      ))}
    </section>
  );
}

function Recheck({ finding: f }: { finding: PastFinding }) {
  const { form } = useVisit();
  const path = `past/${f.id}`;
  const { value } = useField(form, path);
  return (
    <div className="finding">
      <PastLine finding={f} />
      <Frame path={path} label="这次看到">
        <Choice path={path} label={`整改情况：${f.description}`} options={states} />
      </Frame>
      {value !== '' && <TextField path={`${path}/note`} label="整改情况说明" />}
    </div>
  );
}
