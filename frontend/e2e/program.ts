import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');

/** out holds the built program and the screenshots. */
export const out = join(root, 'build/cache/e2e');

/** A program is `serve` on a workspace of its own. */
export interface Program {
  url: string;
  workspace: string;
  stop(): Promise<void>;
}

/** buildProgram compiles the console program with the pages as they were last built. */
export function buildProgram(): string {
  mkdirSync(out, { recursive: true });
  const exe = join(out, 'shuangsuiji');
  execFileSync('go', ['build', '-o', exe, '.'], { cwd: root, stdio: 'inherit' });
  return exe;
}

/** startProgram runs serve on a fresh workspace and waits for its address. */
export async function startProgram(exe: string): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), '双随机 '));
  const workspace = join(folder, '示例分局');
  const child = spawn(exe, ['serve', '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstLine(child);
  return {
    url,
    workspace,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (!child.stdout) throw new Error('no stdout');
    child.once('exit', (code) => failed(new Error(`serve ended with ${code}`)));
    createInterface(child.stdout).once('line', found);
  });
}
