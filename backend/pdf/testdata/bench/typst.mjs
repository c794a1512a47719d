// node typst.mjs MODULES FONTS N: the typst compiler in this process makes the
// record N times, each with a number of its own.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const began = performance.now();
const [modules, fonts, count] = process.argv.slice(2);
const { NodeCompiler } = createRequire(`${modules}/`)('@myriaddreamin/typst-ts-node-compiler');
const here = dirname(fileURLToPath(import.meta.url));
const compiler = NodeCompiler.create({ workspace: here, fontArgs: [{ fontPaths: [fonts] }] });
const loaded = performance.now();
for (let i = 1; i <= Number(count); i++) {
  const pdf = compiler.pdf({ mainFilePath: `${here}/record.typ`, inputs: { n: String(i).padStart(4, '0') } });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
  if (pages !== 2) throw new Error(`${pages} pages`);
  if (i % 20 === 0) compiler.evictCache(10);
}
const each = (performance.now() - loaded) / Number(count);
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] / 1024;
console.log(`${each.toFixed(2)} ms each, fonts ${(loaded - began).toFixed(0)} ms, whole ${(performance.now() - began).toFixed(0)} ms, memory ${peak.toFixed(0)} MB`);
