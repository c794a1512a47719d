import { Button, ConfigProvider, Spin } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense, useEffect, useState } from 'react';
import { openEvents } from './api/events';
import { type Info, Session } from './api/generated';
import { ErrorAlert } from './components/ErrorAlert';
import { SessionContext } from './lib/session';
import { useLoad } from './lib/useLoad';
import { useWatch } from './lib/watch';
import { SignIn } from './pages/signin';
import { themeFor } from './theme';

// Who signs in needs neither yet.
const Setup = lazy(() => import('./pages/setup'));
const Shell = lazy(() => import('./Shell'));
const Restore = lazy(() => import('./pages/restore'));
const Locked = lazy(() => import('./pages/locked'));

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/**
 * overlays holds dialogs and lists. In body itself the library would lock the
 * page's scrolling by a style that the security policy refuses; only main scrolls.
 */
const overlays = () => document.getElementById('overlays') ?? document.body;

type Theme = 'day' | 'night';

/** loadInfo asks who and where we are; the event stream is open before any page shows. */
async function loadInfo(): Promise<Info> {
  const info = await Session.Info();
  openEvents(info.events);
  return info;
}

/** App chooses day or night, waits for the workspace, and asks who is working. */
export function App() {
  const { data: info, error, reload } = useLoad(loadInfo);
  const [chosen, setChosen] = useState<Theme>();
  const [restoring, setRestoring] = useState(false);
  const working = Boolean(info?.actor.person) && !info?.locked;
  useWatch(Boolean(info), working, reload);
  const kept = info?.workspace.theme;
  const [system] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const night = chosen ? chosen === 'night' : kept ? kept === 'night' : system;
  const setNight = (next: boolean) => {
    const theme: Theme = next ? 'night' : 'day';
    setChosen(theme);
    // It only colours the page: what could not be kept is asked again at the next start.
    Session.SetTheme(theme).catch((thrown) => console.warn('theme not kept', thrown));
  };

  useEffect(() => {
    document.documentElement.dataset.theme = night ? 'night' : 'day';
  }, [night]);

  useEffect(() => {
    overlays().hidden = info?.locked ?? false;
  }, [info?.locked]);

  return (
    <ConfigProvider
      locale={zhCN}
      csp={{ nonce }}
      getPopupContainer={overlays}
      button={{ autoInsertSpace: false }}
      theme={themeFor(night)}
    >
      {!info && !restoring && (
        <main className="gate">
          {error ? (
            <div>
              <ErrorAlert error={error} onRetry={reload} />
              {error.code === 'damaged' && (
                <Button type="link" onClick={() => setRestoring(true)}>
                  从备份恢复
                </Button>
              )}
            </div>
          ) : (
            <Spin description="正在打开工作区" />
          )}
        </main>
      )}
      {info?.ready && !info.actor.person && !restoring && (
        <SignIn info={info} onDone={reload} onRestore={() => setRestoring(true)} />
      )}
      <Suspense>
        {restoring && (
          <Restore
            onDone={() => {
              setRestoring(false);
              reload();
            }}
            onBack={() => setRestoring(false)}
          />
        )}
        {info && !info.ready && !restoring && (
          <Setup info={info} onDone={reload} onRestore={() => setRestoring(true)} />
        )}
        {info?.actor.person && (
          // Under the lock the pages stay as they are, so that nothing typed is lost.
          <div className={info.locked ? 'covered' : 'open'} inert={info.locked}>
            <SessionContext key={info.actor.person} value={{ info, reload }}>
              <Shell night={night} onNight={setNight} />
            </SessionContext>
          </div>
        )}
        {info?.locked && <Locked info={info} onDone={reload} />}
      </Suspense>
    </ConfigProvider>
  );
}
