import type { ApprovalKind } from '../../api/generated';

/** kindLabels are the ways in which a leader consents (P1). */
export const kindLabels: Record<ApprovalKind, string> = {
  paper: '纸质审批登记',
  oral: '口头同意（24 小时内补办书面）',
  account: '账号审批',
};
