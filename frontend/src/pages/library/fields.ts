import type { Inspector, RegisterField, Subject } from '../../api/generated';

/** Row is a row of one of the two registers. */
export type Row = Subject | Inspector;

const forever = '9999-09-09';

/** fieldOf is one field of a row; undefined when the row has no such field. */
export function fieldOf(row: Row, field: string): unknown {
  return (row as unknown as Record<string, unknown>)[field];
}

/** textOf is one field of a row as people read it, "" when it says nothing. */
export function textOf(row: Row, f: RegisterField): string {
  const value = fieldOf(row, f.name);
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value === forever) return '长期';
  return value === undefined || value === null ? '' : String(value);
}

/** hidden are the fields that stand elsewhere than among a row's details. */
export const hidden = ['codeNote', 'idNote', 'mergedInto'];

/** Completions are the values that a field may be completed from. */
export type Completions = Partial<Record<string, string[]>>;

export const emptySubject: Subject = {
  id: '',
  code: '',
  codeNote: '',
  name: '',
  kind: '',
  trade: '',
  department: '',
  station: '',
  address: '',
  premises: '',
  legalRep: '',
  contact: '',
  phone: '',
  founded: '',
  registrar: '',
  status: '存续',
  licence: '',
  licenceNo: '',
  licenceFrom: '',
  licenceTo: '',
  risk: '',
  key: false,
  lastChecked: '',
  scope: '',
  issuer: '',
  credit: '',
  tags: '',
  region: '',
  industry: '',
  mergedInto: '',
};

export const emptyInspector: Inspector = {
  id: '',
  badge: '',
  name: '',
  gender: '',
  idNumber: '',
  phone: '',
  department: '',
  unit: '',
  post: '',
  scope: [],
  qualifications: [],
  grade: '',
  certNo: '',
  certUntil: '',
  auxiliary: false,
  outside: false,
  status: '有效',
  idNote: '',
  education: '',
  major: '',
  job: '',
  since: '',
  tier: '',
  region: '',
  expert: false,
  issuer: '',
};
