import type { ImportKind } from '../../api/generated';

/** A kind of file that can be imported here, in the order in which they build on each other. */
export interface Kind {
  kind: ImportKind;
  label: string;
  about: string;
  /** list is the tab that shows what was imported. */
  list: string;
}

export const kinds: [Kind, ...Kind[]] = [
  {
    kind: 'matters',
    label: '抽查事项清单',
    about: '随机抽查事项及检查要点（第七条）',
    list: 'matters',
  },
  {
    kind: 'subjects',
    label: '检查对象名录库',
    about: '企业、个体户等检查对象（第九条）',
    list: 'subjects',
  },
  {
    kind: 'inspectors',
    label: '执法检查人员名录库',
    about: '执法检查人员及证件（第九条）',
    list: 'inspectors',
  },
  {
    kind: 'recusals',
    label: '回避关系',
    about: '检查人员与检查对象的利害关系（第十六条）',
    list: 'inspectors',
  },
  {
    kind: 'leaves',
    label: '请假登记',
    about: '任务期间不能参加检查的人员（第十六条）',
    list: 'inspectors',
  },
];

/** kindOf finds a kind by its name. */
export function kindOf(kind: ImportKind): Kind {
  return kinds.find((k) => k.kind === kind) ?? kinds[0];
}

/** kindOfList is the kind whose register a tab shows. */
export function kindOfList(list: string): ImportKind {
  return kinds.find((k) => k.list === list)?.kind ?? kinds[0].kind;
}

/** kindAfter is what is usually imported next; after the last, the last again. */
export function kindAfter(kind: ImportKind): Kind {
  const at = kinds.findIndex((k) => k.kind === kind);
  return kinds[Math.min(at + 1, kinds.length - 1)] ?? kinds[0];
}
