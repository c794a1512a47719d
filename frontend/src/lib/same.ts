import type { FormRule } from 'antd';

/** same is the rule that a field repeats another. */
export function same(field: string, message: string): FormRule {
  return ({ getFieldValue }) => ({
    validator: async (_, value) => {
      if ((value ?? '') !== (getFieldValue(field) ?? '')) throw new Error(message);
    },
  });
}
