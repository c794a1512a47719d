import { AppError } from '../../api/error';
import type { Exempt, FieldCheck, FieldMember } from '../../api/generated';
import { parseMinute } from '../../lib/clock';

/** FieldValues is the form of a 非随机检查 begun on the laptop. */
export interface FieldValues {
  item: Exempt;
  reason: string;
  proofPath: string;
  organ: string;
  lead: string;
  /** subject is the id of a known one, "" when typed. */
  subject: string;
  subjectName: string;
  code: string;
  trade: string;
  premises: string;
  legalRep: string;
  phone: string;
  matters: string[];
  /** unlisted has one matter a line. */
  unlisted: string;
  members: FieldMember[];
  /** leader is the place of the leader among the members. */
  leader: string;
  approver: string;
  post: string;
  /** approvedAt is local time, 2026-03-02 07:40. */
  approvedAt: string;
  opinion: string;
}

export const blankMember: FieldMember = {
  name: '',
  badge: '',
  department: '',
  certNo: '',
  certUntil: '',
};

/** checkOf is what Go is asked to start. Times are the duty room's: UTC+8. */
export function checkOf(v: FieldValues): FieldCheck {
  const at = parseMinute(v.approvedAt, '');
  if (!at) {
    throw new AppError({
      code: 'invalid',
      message: `口头同意的时间“${v.approvedAt}”不对`,
      hint: '写成 2026-03-02 07:40',
      field: 'approvedAt',
      article: '第三条',
    });
  }
  const members = v.members.map((m) => ({
    name: m.name.trim(),
    badge: m.badge.trim(),
    department: m.department.trim() || v.lead.trim(),
    certNo: m.certNo.trim(),
    certUntil: m.certUntil,
  }));
  return {
    item: v.item,
    reason: v.reason.trim(),
    proofPath: v.proofPath.trim(),
    organ: v.organ.trim(),
    lead: v.lead.trim(),
    subject: v.subject,
    subjectName: v.subject ? '' : v.subjectName.trim(),
    code: v.subject ? '' : v.code.trim(),
    trade: v.subject ? '' : v.trade.trim(),
    premises: v.subject ? '' : v.premises.trim(),
    legalRep: v.subject ? '' : v.legalRep.trim(),
    phone: v.subject ? '' : v.phone.trim(),
    matters: v.matters,
    unlisted: v.unlisted
      .split('\n')
      .map((s) => s.trim())
      .filter(Boolean),
    members,
    leader: members[Number(v.leader)]?.badge ?? '',
    approver: v.approver.trim(),
    post: v.post.trim(),
    approvedAt: at,
    opinion: v.opinion.trim(),
  };
}
