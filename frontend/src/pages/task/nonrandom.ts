import type { Exempt, NonRandomInput } from '../../api/generated';
import { blankTask, taskOf } from './values';

/** NonRandomValues is the form of a 非随机检查. */
export interface NonRandomValues {
  item: Exempt;
  reason: string;
  proofPath: string;
  subjects: string[];
  matters: string[];
  /** unlisted has one matter a line. */
  unlisted: string;
  name: string;
  lead: string;
  /** departments are those beside the lead. */
  departments: string[];
  from: string;
  to: string;
  perSubject: number;
}

/** nonRandomOf is what Go is asked to set up. */
export function nonRandomOf(v: NonRandomValues): NonRandomInput {
  const departments = [...new Set([v.lead, ...v.departments])];
  const task = taskOf({
    ...blankTask,
    plan: '',
    name: v.name,
    matters: v.matters,
    lead: v.lead,
    departments,
    joint: departments.length > 1,
    from: v.from,
    to: v.to,
    perSubject: v.perSubject,
  });
  return {
    task: {
      ...task,
      kind: 'nonrandom',
      nonRandom: { item: v.item, reason: v.reason.trim(), proof: '', proofName: '' },
    },
    proofPath: v.proofPath.trim(),
    unlisted: linesOf(v.unlisted),
    subjects: v.subjects,
  };
}

/** linesOf are the lines of a text that say something. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((s) => s.trim())
    .filter(Boolean);
}
