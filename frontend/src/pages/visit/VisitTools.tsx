import { Button, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Visit } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PhraseKeys } from '../../components/PhraseKeys';
import { useAction } from '../../lib/useAction';
import { Changes } from './Changes';
import { focusPath, useVisit } from './context';
import { MarkBar } from './MarkBar';
import { useKey, useNextFirm } from './next';
import { type Tab, tabOf } from './paths';

/** VisitTools takes changes back, shows their history, and goes on to the next firm, each by a key too. */
export function VisitTools({ onTab }: { onTab: (tab: Tab) => void }) {
  const { data, form } = useVisit();
  const [said, setSaid] = useState('');
  const [path, setPath] = useState<string>();
  const last = useRef('');
  const undo = useAction(async () => {
    await form.flush();
    const u = await Visit.Undo(data.visit.id);
    for (const f of u.fields) form.adopt(f);
    const shown = u.change.path;
    onTab(tabOf(shown));
    focusPath(shown);
    setSaid(`已撤销：${u.change.label}改回“${u.change.was || '（空）'}”`);
  });
  useEffect(() => {
    const note = (e: FocusEvent) => {
      const field = (e.target as HTMLElement).dataset?.path;
      if (field) last.current = field;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  const next = useNextFirm(data.team.id);
  useKey('Ctrl+z', () => undo.run());
  useKey('Alt+h', () => setPath(last.current));
  return (
    <div className="visit-tools">
      <Flex gap="small" wrap align="center">
        <Button onClick={() => undo.run()} loading={undo.running} aria-keyshortcuts="Control+Z">
          撤销（Ctrl+Z）
        </Button>
        <Button onClick={() => setPath('')} aria-keyshortcuts="Alt+H">
          修改历史（Alt+H 看当前栏）
        </Button>
        <PhraseKeys />
        <Button onClick={next.go} aria-keyshortcuts="Alt+N">
          下一户（Alt+N）
        </Button>
        <MarkBar />
        <span role="status" aria-label="撤销结果">
          {said}
        </span>
      </Flex>
      {next.note}
      <ErrorAlert error={undo.error} />
      <Changes path={path} onPath={setPath} />
    </div>
  );
}
