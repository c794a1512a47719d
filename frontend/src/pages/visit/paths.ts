import type { ErrorBody, Matter } from '../../api/generated';

/** The tabs of the visit form. */
export type Tab = 'basic' | 'check' | 'record' | 'full' | 'evidence' | 'suggest' | 'paper';

/** tabOf says on which tab a field of inspect/visitform.go stands. */
export function tabOf(path: string): Tab {
  if (/^(answer|finding|method|reply)\//.test(path)) return 'check';
  if (/^note\//.test(path)) return 'record';
  if (/^(mark|recordNote)(\/|$)/.test(path)) return 'full';
  if (['process', 'statement', 'refusal'].includes(path)) return 'record';
  return 'basic';
}

export function answerPath(matter: string, item: number): string {
  return `answer/${matter}/${item}`;
}

/** replyPath is a field of another department's answer (P4). */
export function replyPath(department: string, field: 'officer' | 'cert' | 'on' | 'reason'): string {
  return `reply/${department}/${field}`;
}

export interface Line {
  matter: Matter;
  no: number;
  text: string;
  method: string;
  law: string;
}

/** linesOf is a matter's checklist; a matter without one is answered as a whole, as item 0. */
export function linesOf(matter: Matter): Line[] {
  if (matter.checklist.length === 0)
    return [{ matter, no: 0, text: matter.name, method: '', law: matter.basis }];
  return matter.checklist.map((c) => ({ matter, ...c }));
}

/** FindingRef ties a finding to its checklist line. */
export interface FindingRef {
  id: string;
  matter: string;
  item: number;
}

/** findingsOf are the findings that were not taken back, in the order they were made. */
export function findingsOf(
  paths: readonly string[],
  value: (path: string) => string,
): FindingRef[] {
  const refs: FindingRef[] = [];
  for (const path of paths) {
    const id = /^finding\/([^/]+)\/matter$/.exec(path)?.[1];
    if (!id || value(path) === '' || value(`finding/${id}/deleted`) === '1') continue;
    refs.push({ id, matter: value(path), item: Number(value(`finding/${id}/item`)) });
  }
  return refs;
}

/** notesOf are the ids of the free notes that were not undone. */
export function notesOf(paths: readonly string[], value: (path: string) => string): string[] {
  return paths.flatMap((p) => (value(p) && /^note\/([^/]+)\/at$/.exec(p)?.[1]) || []);
}

/** waysOf are the methods that the list of matters names for a matter. */
export function waysOf(matter: Matter): string[] {
  return [...new Set(matter.methods.flatMap((m) => m.split(/[，、]/)).filter(Boolean))];
}

/** remote tells whether nobody goes anywhere for a method (art. 17). */
export function remote(method: string): boolean {
  return method === '查阅资料' || method === '网络监测';
}

/**
 * shorten puts the lines of a matter that have no answer yet into one problem,
 * which leads to the first of them, so that the list stays one that is read.
 */
export function shorten(problems: ErrorBody[], matters: Matter[]): ErrorBody[] {
  const open = new Map<string, number>();
  const matterOf = (p: ErrorBody) =>
    p.article === '第十八条' ? /^answer\/([^/]+)\/\d+$/.exec(p.field)?.[1] : undefined;
  for (const p of problems) {
    const matter = matterOf(p);
    if (matter) open.set(matter, (open.get(matter) ?? 0) + 1);
  }
  const told = new Set<string>();
  return problems.flatMap((p) => {
    const matter = matterOf(p) ?? '';
    const count = open.get(matter) ?? 0;
    if (count < 2) return [p];
    if (told.has(matter)) return [];
    told.add(matter);
    const name = matters.find((m) => m.id === matter)?.name ?? '';
    return [{ ...p, message: `“${name}”还有 ${count} 项没有检查结论，应一次性完成` }];
  });
}
