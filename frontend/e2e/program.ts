import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const root = resolve(import.meta.dirname, '../..');

/** out holds the built program and the screenshots. */
export const out = join(root, 'build/cache/e2e');

/** A program is `serve` on a workspace of its own. */
export interface Program {
  url: string;
  workspace: string;
  stop(): Promise<void>;
}

/** builtProgram is the console program that build.ts compiled before the first file. */
export const builtProgram = join(out, 'shuangsuiji');

/** startProgram runs serve on a fresh workspace and waits for its address. */
export async function startProgram(exe: string): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), '双随机 '));
  const running = await serve(exe, join(folder, '示例分局'));
  return {
    ...running,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Running is a Program that can also be ended as a power cut would. */
export interface Running extends Program {
  kill(): Promise<void>;
}

/** serve runs serve on a workspace that stays, and waits for its address. */
export async function serve(exe: string, workspace: string): Promise<Running> {
  const child = spawn(exe, ['serve', '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  };
  return {
    url: await firstLine(child),
    workspace,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (!child.stdout) throw new Error('no stdout');
    child.once('exit', (code) => failed(new Error(`serve ended with ${code}`)));
    createInterface(child.stdout).once('line', found);
  });
}
