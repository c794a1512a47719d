import { AppError } from '../../api/error';
import type { DrawRule, Task } from '../../api/generated';
import { formatPercent, parsePercent } from '../../lib/ratio';

/** What the form asks of a draw beyond one ratio or number; "" and null set nothing. */
export interface RuleValues {
  /** rates are percentages by trade; absent while the form shows none. */
  rates?: Record<string, string>;
  high: number | null;
  mid: number | null;
  low: number | null;
  personCap: number | null;
}

export const blankRule: RuleValues = {
  rates: {},
  high: null,
  mid: null,
  low: null,
  personCap: null,
};

/** ruleOf is the rule that Go is asked for; what the platform draws has none of it but the cap. */
export function ruleOf(
  v: { amount: 'ratio' | 'total'; rule: RuleValues },
  local: boolean,
): Omit<DrawRule, 'namesFrom'> {
  const { rates = {}, high, mid, low, personCap } = v.rule;
  const own = local && v.amount === 'ratio' ? Object.entries(rates) : [];
  return {
    rates: own.flatMap(([trade, typed]) => {
      const text = typed?.trim();
      if (!text) return [];
      const ratio = text === '0' ? { num: 0, den: 1 } : parsePercent(text);
      if (ratio) return [{ trade, num: ratio.num, den: ratio.den }];
      throw new AppError({
        code: 'invalid',
        message: `行业“${trade}”的抽取比例不对`,
        hint: '填 0 到 100 之间的数，至多四位小数',
        field: 'rates',
        article: '第十二条',
      });
    }),
    weights: { high: (local && high) || 0, mid: (local && mid) || 0, low: (local && low) || 0 },
    personCap: personCap ?? 0,
  };
}

/** ruleText says in words what a task's rule sets, undefined when nothing. */
export function ruleText({ rule }: Task): string | undefined {
  if (!rule) return undefined; // a task of an earlier version
  const { high, mid, low } = rule.weights;
  const rates = (rule.rates ?? []).map((r) => `${r.trade} ${formatPercent(r.num, r.den)}%`);
  const parts = [
    rates.length > 0 && `分行业比例：${rates.join('、')}`,
    Math.max(high, mid, low) > 1 &&
      `风险权重：高 ${high || 1}、中 ${mid || 1}、低 ${low || 1}、未定级 1`,
    rule.personCap > 0 && `每名检查人员最多 ${rule.personCap} 户`,
  ];
  return parts.filter(Boolean).join('；') || undefined;
}
