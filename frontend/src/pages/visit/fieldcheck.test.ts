import { expect, test } from 'vitest';
import { blankMember, checkOf, type FieldValues } from './fieldcheck';

const values: FieldValues = {
  item: '5',
  reason: ' 接报斗殴 ',
  proofPath: '',
  organ: '某市公安局××分局',
  lead: '治安大队',
  subject: '',
  subjectName: '临江烧烤店',
  code: '',
  trade: '餐饮业',
  premises: '虚构路 8 号',
  legalRep: '',
  phone: '',
  matters: [],
  unlisted: '夜间秩序\n\n 消防通道 ',
  members: [
    { ...blankMember, name: '甲', badge: '1', certNo: '执1', certUntil: '2027-01-01' },
    { ...blankMember, name: '乙', badge: '2', certNo: '执2', certUntil: '2027-01-01' },
  ],
  leader: '1',
  approver: '吴分管',
  post: '分管副局长',
  approvedAt: '2026-03-02 07:40',
  opinion: '同意',
};

test('times are of the duty room, departments those of the lead, the leader a badge', () => {
  const check = checkOf(values);
  expect(check.approvedAt).toBe('2026-03-01T23:40:00.000Z');
  expect(check.members.map((m) => m.department)).toEqual(['治安大队', '治安大队']);
  expect(check.leader).toBe('2');
  expect(check.unlisted).toEqual(['夜间秩序', '消防通道']);
});

test('what was typed of a subject does not go with a known one', () => {
  expect(checkOf({ ...values, subject: 's1' })).toMatchObject({ subject: 's1', subjectName: '' });
});

test.each(['', '昨天', '2026-03-02', '2026-13-02 07:40', '7:40'])('%s is no time', (approvedAt) => {
  expect(() => checkOf({ ...values, approvedAt })).toThrow(/口头同意的时间/);
});
