import { AppError, parseError } from './error';

type BoundMethod = (...args: unknown[]) => Promise<unknown>;

declare global {
  interface Window {
    /** Set by the window (Wails): bound structs by package and name. Absent in a browser. */
    go?: { app: Record<string, Record<string, BoundMethod>> };
    runtime?: { EventsOn(name: string, callback: (data: never) => void): () => void };
  }
}

const tokenKey = 'shuangsuiji.token';

/**
 * takeToken moves the token from the address into this tab, so that it stands
 * neither in the address bar nor in the history and a reload still works.
 */
export function takeToken(): void {
  const url = new URL(window.location.href);
  const token = url.searchParams.get('token');
  if (!token) return;
  sessionStorage.setItem(tokenKey, token);
  url.searchParams.delete('token');
  window.history.replaceState(null, '', url);
}

/** call runs a bound method in Go: through the window, or over loopback. It throws AppError only. */
export async function call<T>(struct: string, method: string, args: unknown[]): Promise<T> {
  if (!window.go) return (await post(`call/${struct}/${method}`, JSON.stringify(args))) as T;
  const bound = window.go.app[struct]?.[method];
  if (!bound) throw parseError(`${struct}.${method} is not bound`);
  try {
    return (await bound(...args)) as T;
  } catch (thrown) {
    throw parseError(thrown);
  }
}

/** upload copies a file from the browser into the workspace and gives its path there. */
export async function upload(file: File): Promise<string> {
  return (await post(`upload?name=${encodeURIComponent(file.name)}`, file)) as string;
}

async function post(path: string, body: BodyInit): Promise<unknown> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${sessionStorage.getItem(tokenKey) ?? ''}` },
      body,
    });
    text = await answer.text();
  } catch {
    throw new AppError({
      code: 'busy',
      message: '与程序的连接已断开，本次操作没有完成',
      hint: '程序可能已经退出；请重新运行后再打开页面',
    });
  }
  if (!answer.ok) throw parseError(text);
  return JSON.parse(text);
}
