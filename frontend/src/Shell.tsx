import { Alert, Spin, theme } from 'antd';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { Banner } from './components/Banner';
import { Nav } from './components/Nav';
import { PageFence } from './components/PageFence';
import { useRoute } from './lib/route';
import { useSession } from './lib/session';
import { stageOf, stages } from './stages';

const pages = new Map(stages.map((s) => [s.key, lazy(s.load)]));

interface Props {
  night: boolean;
  onNight: (night: boolean) => void;
}

/** Shell is the frame around every page: menu at the left, header above. */
export default function Shell({ night, onNight }: Props) {
  const { info } = useSession();
  const route = useRoute();
  const [key] = route;
  const path = route.join('/');
  const stage = stageOf(key);
  const Page = pages.get(stage.key);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(stage.key);
  const { token } = theme.useToken();

  // On the root, because dialogs stand beside the shell.
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--line', token.colorBorderSecondary);
    style.setProperty('--surface', token.colorBgContainer);
    style.setProperty('--link', token.colorLink);
    style.setProperty('--chosen', token.controlItemBgActive);
    style.setProperty('--quiet', token.colorTextSecondary);
  }, [token]);

  useEffect(() => {
    document.title = `${stage.label} - 双随机执法检查`;
    if (shown.current === stage.key) return;
    shown.current = stage.key;
    main.current?.focus();
  }, [stage]);

  // Within a stage the link just followed may be gone, and the focus with it.
  const shownPath = useRef(path);
  useEffect(() => {
    if (shownPath.current === path) return;
    shownPath.current = path;
    if (document.activeElement === document.body) main.current?.focus();
  }, [path]);

  return (
    <div className="shell" style={{ color: token.colorText, background: token.colorBgLayout }}>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        跳到正文
      </button>
      <Banner night={night} onNight={onNight} />
      <Nav current={stage.key} />
      <main ref={main} tabIndex={-1} aria-label={stage.label}>
        {info.workspace.clockNote && (
          <Alert className="error-alert" type="warning" showIcon title={info.workspace.clockNote} />
        )}
        <PageFence key={stage.key}>
          <Suspense fallback={<Spin className="page-spin" description="正在打开" />}>
            {Page && <Page />}
          </Suspense>
        </PageFence>
      </main>
    </div>
  );
}
