import type { Duty, FileRef, TimeNode, WorkPlan } from '../../api/generated';

/** An attachment is a file kept already, or the path of a new one. */
interface Attachment {
  file: string;
  fileName: string;
  path: string;
}

export interface ThirdPartyValues extends Attachment {
  name: string;
  people: string;
  scope: string;
  commission: string;
}

export interface OpinionValues extends Attachment {
  by: string;
  about: string;
}

/** PlanValues is the form of a 检查工作方案. */
export interface PlanValues {
  date: string;
  /** duties by inspector. */
  duties: Record<string, string>;
  /** procedure has one step a line. */
  procedure: string;
  nodes: TimeNode[];
  thirdParties: ThirdPartyValues[];
  opinions: OpinionValues[];
  all: boolean;
}

/** valuesOf fills the form from a plan. */
export function valuesOf(plan: WorkPlan, date: string): PlanValues {
  return {
    date,
    duties: Object.fromEntries(plan.duties.map((d) => [d.inspector, d.duty])),
    procedure: plan.procedure.join('\n'),
    nodes: plan.nodes,
    thirdParties: plan.thirdParties.map((x) => ({ ...x, path: '' })),
    opinions: plan.opinions.map((x) => ({ ...x, path: '' })),
    all: false,
  };
}

/** planOf is the plan that the form says; attach keeps a new file. */
export async function planOf(
  v: PlanValues,
  duties: Duty[],
  attach: (path: string) => Promise<FileRef>,
): Promise<WorkPlan> {
  const keep = async <T extends Attachment>({ path, ...x }: T) => {
    if (!path) return { ...x, file: x.file ?? '', fileName: x.fileName ?? '' };
    const f = await attach(path);
    return { ...x, file: f.sha256, fileName: f.name };
  };
  return {
    duties: duties.map((d) => ({ ...d, duty: (v.duties[d.inspector] ?? '').trim() })),
    procedure: v.procedure
      .split('\n')
      .map((s) => s.trim())
      .filter(Boolean),
    nodes: v.nodes.map((n) => ({ date: n.date, what: n.what.trim() })),
    thirdParties: await Promise.all(v.thirdParties.map(keep)),
    opinions: await Promise.all(v.opinions.map(keep)),
  };
}
