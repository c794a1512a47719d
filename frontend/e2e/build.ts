import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { builtProgram, out, root } from './program.ts';

/** Compiles the console program, once for all files, with the pages as they were last built. */
export default function build(): void {
  mkdirSync(out, { recursive: true });
  execFileSync('go', ['build', '-o', builtProgram, '.'], { cwd: root, stdio: 'inherit' });
}
