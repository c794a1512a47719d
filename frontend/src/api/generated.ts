// Written from the Go sources by: go test ./app -run Generated -update
// Do not edit.

import { call } from './call';

/**
 * AbandonedDraw is a statement that never got its public input.
 */
export interface AbandonedDraw {
  purpose: string;
  attempt: number;
  reason: string;
}

/**
 * AccountList is who may sign in to a workspace: what its sign-in page shows.
 */
export interface AccountList {
  workspace: string;
  kind: string;
  kindLabel: string;
  old: boolean;
  people: AccountView[];
}

/**
 * AccountView is one account.
 */
export interface AccountView {
  id: string;
  name: string;
  badge: string;
  role: Role;
  password: boolean;
  initial: boolean;
  shutUntil: string;
}

/**
 * Action is something a service does for somebody. The table below is data:
 * it decides in every service call, and the window shows it.
 */
export type Action =
  | 'read'
  | 'people'
  | 'settings'
  | 'library'
  | 'plan'
  | 'task'
  | 'draw'
  | 'team'
  | 'replace.ask'
  | 'approval.enter'
  | 'approval.give'
  | 'dispatch'
  | 'conflict'
  | 'visit'
  | 'evidence'
  | 'document'
  | 'result.enter'
  | 'result.review'
  | 'result.publish'
  | 'result.correct'
  | 'publish.notices'
  | 'template.load'
  | 'template.give'
  | 'audit'
  | 'field.rule';

/**
 * Actor is who does something: a person in a role, on a device, in a session.
 * A person's id comes from the office and is the same in every workspace.
 */
export interface Actor {
  person: string;
  name: string;
  role: Role;
  device: string;
  session: string;
}

/**
 * Answer is what was found for one checklist line of one matter.
 */
export interface Answer {
  matter: string;
  item: number;
  value: AnswerValue;
  note: string;
}

/**
 * AnswerValue 检查结论 of one checklist line.
 */
export type AnswerValue =
  | 'yes'
  | 'no'
  | 'na'
  | 'skip';

export const AnswerValueLabels: Record<AnswerValue, string> = {
  'yes': '符合',
  'no': '不符合',
  'na': '不适用',
  'skip': '未检查',
};

/**
 * Approval 审批 is a leader's consent to one thing, however it was given.
 */
export interface Approval {
  id: string;
  noun: string;
  ref: string;
  kind: ApprovalKind;
  approver: string;
  post: string;
  person: string;
  date: string;
  opinion: string;
  scan: string;
  scanName: string;
  dueAt: string;
  applicant: string;
  enteredBy: string;
  enteredFor: string;
  filedAt: string;
}

/**
 * ApprovalInput is what a clerk enters from the signed sheet.
 */
export interface ApprovalInput {
  noun: string;
  ref: string;
  kind: string;
  approver: string;
  post: string;
  date: string;
  opinion: string;
  scanPath: string;
}

/**
 * ApprovalKind 审批方式 (P1).
 */
export type ApprovalKind =
  | 'account'
  | 'paper'
  | 'oral';

/**
 * BackupFile is one backup in the backups folder.
 */
export interface BackupFile {
  format: string;
  workspace: string;
  kind: string;
  device: string;
  at: string;
  entries: number;
  path: string;
  size: number;
}

/**
 * BackupState says how well the workspace is covered.
 */
export interface BackupState {
  at: string;
  newer: number;
  place: string;
  placeAt: string;
  placeLost: string;
  failed: string;
  ready: string;
  rule: string;
  files: BackupFile[];
}

/**
 * BatchReport is what a batch made.
 */
export interface BatchReport {
  name: string;
  path: string;
  made: number;
  stood: number;
  left: string[];
  sheets: number;
}

/**
 * BlankType says how a field of a template is filled.
 */
export type BlankType =
  | 'line'
  | 'text'
  | 'day'
  | 'minute'
  | 'choice'
  | 'rows';

/**
 * Block is how much of a range of characters a face has.
 */
export interface Block {
  name: string;
  have: number;
  of: number;
}

/**
 * BulkInput sets one field of many rows of a register: those named by id, or
 * all that a list's query finds.
 */
export interface BulkInput {
  noun: Noun;
  ids: string[];
  query: Query;
  field: string;
  value: string;
  reason: string;
}

/**
 * BulkReport counts what a bulk edit does, or would do.
 */
export interface BulkReport {
  field: string;
  value: string;
  matched: number;
  changed: number;
  same: number;
  sample: string[];
}

/**
 * Candidate is an inspector of a 非随机检查's departments, and why they may not
 * take part.
 */
export interface Candidate {
  inspector: string;
  name: string;
  badge: string;
  department: string;
  why: string;
  unfit: Unfit[];
}

/**
 * Cap 年度频次上限 is how often a year one firm may be checked (Law54), by the
 * organ or by one of its departments. It never binds an officer. Where none is
 * set, checks are only counted.
 */
export interface Cap {
  id: string;
  department: string;
  trade: string;
  class: CapClass;
  limit: number;
  basis: string;
}

/**
 * CapClass says which subjects a cap is for.
 */
export type CapClass =
  | ''
  | 'key'
  | 'general';

export const CapClassLabels: Record<CapClass, string> = {
  '': '全部检查对象',
  'key': '重点检查对象',
  'general': '一般检查对象',
};

/**
 * CapException asks for one check of a firm over its cap.
 */
export interface CapException {
  subject: string;
  year: number;
  reason: string;
  approval: ApprovalInput;
}

/**
 * CapLine is the count of one organ or department.
 */
export interface CapLine {
  department: string;
  count: number;
  limit: number;
  extra: number;
  text: string;
}

/**
 * CapState is how a firm stands to the caps in a year.
 */
export interface CapState {
  subject: string;
  code: string;
  name: string;
  year: number;
  lines: CapLine[];
  reached: string;
}

/**
 * Cause 更换理由: art. 16 lists four, and there is no other.
 */
export type Cause =
  | 'post'
  | 'work'
  | 'health'
  | 'recusal';

export const CauseLabels: Record<Cause, string> = {
  'post': '岗位调整',
  'work': '工作冲突',
  'health': '身体健康',
  'recusal': '执行回避',
};

/**
 * Change is what one save did to one field of an open form.
 */
export interface Change {
  path: string;
  label: string;
  old: string;
  new: string;
  was: string;
  is: string;
  person: string;
  at: string;
  kept: boolean;
}

/**
 * CheckItem 检查要点 is one line of a matter's checklist.
 */
export interface CheckItem {
  no: number;
  text: string;
  method: string;
  law: string;
}

/**
 * CheckedKey is one key that was opened with the passphrase, signed, verified,
 * encrypted and decrypted: it would work.
 */
export interface CheckedKey {
  file: string;
  name: string;
  fingerprint: string;
  until: string;
  used: boolean;
}

/**
 * Choices are the values that a register's columns hold, to filter by.
 */
export interface Choices {
  trades: string[];
  departments: string[];
  stations: string[];
  statuses: string[];
  risks: string[];
  qualifications: string[];
}

/**
 * CloseInput closes a year; reason and approval are for one that misses a
 * minimum, the approval on paper or by word of mouth.
 */
export interface CloseInput {
  year: number;
  reason: string;
  approval: ApprovalInput;
}

/**
 * Code classifies an Error. The list is closed: pages and the command line
 * decide by code, people read Message and Hint.
 */
export type Code =
  | 'invalid'
  | 'notfound'
  | 'conflict'
  | 'forbidden'
  | 'refused'
  | 'busy'
  | 'storage'
  | 'damaged'
  | 'unsupported'
  | 'canceled'
  | 'internal';

/**
 * ColumnChoice says which field a person wants a column to become, "" for none.
 */
export interface ColumnChoice {
  title: string;
  field: string;
}

/**
 * ColumnView says which of our fields a column became, "" for none.
 */
export interface ColumnView {
  title: string;
  field: string;
  label: string;
}

/**
 * ConflictField is a field in which the two versions differ.
 */
export interface ConflictField {
  label: string;
  head: string;
  other: string;
}

/**
 * ConflictSide is one of two versions: who wrote it, when, on which device.
 */
export interface ConflictSide {
  person: string;
  role: string;
  device: string;
  at: string;
}

/**
 * ConflictView is a version that did not become the head, beside the one that stands.
 */
export interface ConflictView {
  fork: Fork;
  nounLabel: string;
  name: string;
  head: ConflictSide;
  other: ConflictSide;
  fields: ConflictField[];
}

/**
 * Crossing is the consent under which a package goes to another network (导出审批).
 */
export interface Crossing {
  to: string;
  approval: string;
}

/**
 * Custody 交接 of one item: who had it, who has it.
 */
export interface Custody {
  at: string;
  from: string;
  to: string;
  where: string;
  why: string;
  by: string;
}

/**
 * Decision is which of two versions a named person lets stand.
 */
export interface Decision {
  digest: string;
  take: boolean;
  person: string;
  post: string;
  reason: string;
}

/**
 * DepartmentForm is what a 分部门检查表 has beside any document.
 */
export interface DepartmentForm {
  department: string;
  returns: FormReturn[];
  clashes: FormClash[];
}

/**
 * DepartmentMeter is the part of one 警种部门. A subject counts as covered once
 * a result of this year's random inspections is 已公示.
 */
export interface DepartmentMeter {
  department: string;
  unkept: boolean;
  subjects: number;
  invalid: number;
  covered: number;
  waiting: number;
  target: number;
  miss: number;
  initiated: number;
  joined: number;
  coverageOk: boolean;
  jointOk: boolean;
  atLock: number;
  lockedOn: string;
  lockedNo: string;
}

/**
 * Device 设备 is a laptop or unit whose certificate the office issued.
 */
export interface Device {
  id: string;
  name: string;
  fingerprint: string;
  role: string;
  unit: string;
  person: string;
  cert: string;
  issuedAt: string;
  revoked: boolean;
  revocation: Revocation | null;
  loss: Loss | null;
  urgedAt: string;
  urgedNote: string;
  wiped: DeviceWipe[];
}

/**
 * DeviceHolding is what the office knows of one laptop: what it holds, since
 * when, and when it was last heard of (P14).
 */
export interface DeviceHolding {
  device: Device;
  lastContact: string;
  held: Held[];
  out: number;
  late: number;
  wiped: WipedTask[];
}

/**
 * DeviceWipe 清除 is what a laptop reported of a task that it erased after the
 * office's receipt.
 */
export interface DeviceWipe {
  task: string;
  at: string;
}

/**
 * DocKind is a kind of document that can be issued.
 */
export interface DocKind {
  kind: string;
  name: string;
  noun: string;
  repeatable: boolean;
  about: boolean;
  class: string;
  parted: boolean;
  after: boolean;
  filled: boolean;
  ready: boolean;
  own: number;
}

/**
 * DocumentKind names a kind of 文书. The same word stands in a snapshot's
 * "kind", on the command line and in file names.
 */
export type DocumentKind =
  | 'department-form'
  | 'department-result'
  | 'explanation'
  | 'supplement'
  | 'scene-record'
  | 'approval'
  | 'inspection-notice'
  | 'order-to-correct'
  | 'draw-record'
  | 'evidence-list'
  | 'task-notice'
  | 'result-notice'
  | 'plan-notice'
  | 'matter-notice'
  | 'order-to-stop'
  | 'transfer'
  | 'remote-record'
  | 'check-form'
  | 'work-plan';

/**
 * Door is what the team knows of a firm before it goes in.
 */
export interface Door {
  stop: Stop;
  past: PastCheck[];
  next: string;
}

/**
 * DossierFile is a bound file.
 */
export interface DossierFile {
  path: string;
  pages: number;
  sha256: string;
  view: DossierView;
}

/**
 * DossierLine is an entry of the 卷内目录.
 */
export interface DossierLine {
  number: string;
  title: string;
  date: string;
  note: string;
  missing: boolean;
}

/**
 * DossierOf names the file: a task, or a subject.
 */
export interface DossierOf {
  task: string;
  subject: string;
}

/**
 * DossierView is what a file would hold.
 */
export interface DossierView {
  kind: string;
  title: string;
  lines: DossierLine[];
  missing: number;
  evidence: number;
  notes: string[];
}

/**
 * DrawOpening is one item's own line of openings.txt, handed to a firm or an
 * inspector at their request. It names nobody else.
 */
export interface DrawOpening {
  taskNo: string;
  purpose: string;
  attempt: number;
  statement: string;
  id: string;
  salt: string;
  code: string;
  name: string;
  drawn: boolean;
  text: string;
}

/**
 * DrawReport is the outcome of replaying a draw from its files.
 */
export interface DrawReport {
  purpose: string;
  task: string;
  attempt: number;
  statement: string;
  seed: string;
  publicInput: string;
  pool: number;
  winners: number;
  openings: boolean;
  notes: string[];
}

/**
 * DrawRule 抽取规则 is what a task sets beyond one ratio or one number: rates of
 * single trades, weights by risk, a cap for each inspector, and when the names
 * of the drawn subjects may be published (P12). Its zero value changes nothing.
 */
export interface DrawRule {
  rates: TradeRate[];
  weights: RiskWeights;
  personCap: number;
  namesFrom: string;
}

/**
 * DrawState 抽取状态.
 */
export type DrawState =
  | 'stated'
  | 'witnessed'
  | 'revealed'
  | 'done'
  | 'abandoned';

export const DrawStateLabels: Record<DrawState, string> = {
  'stated': '声明已登记，待见证',
  'witnessed': '已见证，待公共输入',
  'revealed': '公共输入已提交',
  'done': '已出结果',
  'abandoned': '作废',
};

/**
 * DrawVerdict is what replaying a draw from its files shows, in words: what was
 * checked, who vouches for the files, and what none of it proves.
 */
export interface DrawVerdict {
  ok: boolean;
  sentence: string;
  where: string;
  hint: string;
  vouchers: string[];
  checked: string[];
  limits: string[];
  report: DrawReport;
}

/**
 * Drawing 一次抽取 is one numbered statement and its result. Its files live
 * beside it; nothing of an earlier attempt ever moves.
 */
export interface Drawing {
  id: string;
  task: string;
  taskNo: string;
  purpose: string;
  attempt: number;
  previous: string;
  reason: string;
  statement: string;
  nonceSha: string;
  inputKind: string;
  inputNote: string;
  pool: number;
  excluded: number;
  statedAt: string;
  drawnAt: string;
  witness: string;
  witnessHow: string;
  witnessedAt: string;
  checkpoint: string;
  statedBy: string;
  revealedBy: string;
  publicInput: string;
  source: string;
  seed: string;
  files: FileRef[];
  state: DrawState;
  abandonedFor: string;
  persons: DrawnRef[];
  subjects: DrawnRef[];
  deputed: string[];
  approval: string;
}

/**
 * Drawn is a signature on a screen as its document lists it.
 */
export interface Drawn {
  kind: SignerKind;
  name: string;
  evidence: string;
  recorded: string;
  digest: string;
  pdf: string;
  at: string;
  by: string;
}

/**
 * DrawnForm is what the page of signing on a screen shows.
 */
export interface DrawnForm {
  rule: DrawnRule;
  words: string;
  recordings: Evidence[];
  refusal: string;
  names: Drawn[];
}

/**
 * DrawnRef ties a pseudonym of one statement to a register id. Internal.
 */
export interface DrawnRef {
  drawId: string;
  id: string;
}

/**
 * DrawnRule 手写签名启用 is the decision whether documents of one kind may be
 * signed on a screen. A later decision on the same kind is its next version.
 */
export interface DrawnRule {
  id: string;
  kind: DocumentKind;
  name: string;
  on: boolean;
  decidedBy: string;
  post: string;
  decidedOn: string;
  basis: string;
  at: string;
  by: string;
}

/**
 * DrawnSignature 手写签名 is one signature on a screen; its exact bytes are kept
 * and named by their digest.
 */
export interface DrawnSignature {
  paper: string;
  number: string;
  snapshot: string;
  kind: SignerKind;
  name: string;
  strokes: string;
  evidence: string;
  recorded: string;
  sha256: string;
  words: string;
  at: string;
  by: string;
}

/**
 * DuePaper 应附文书 is a document that a measure, or the visit itself, brings, and
 * what is still missing before it can be made.
 */
export interface DuePaper {
  kind: DocumentKind;
  name: string;
  finding: string;
  missing: string[];
}

/**
 * Duty 分工 of one member.
 */
export interface Duty {
  inspector: string;
  name: string;
  duty: string;
}

/**
 * Entry is one line of the log. All strings but At and Action may be empty.
 * The names of persons, subjects and inspectors never stand here: Person,
 * Device and ID are ids, Before and After are digests.
 */
export interface Entry {
  seq: number;
  at: string;
  person?: string;
  role?: string;
  device?: string;
  action: string;
  noun?: string;
  id?: string;
  before?: string;
  after?: string;
  reason?: string;
  approval?: string;
  article?: string;
  clock?: string;
  detail?: string;
}

/**
 * Erased is a task whose data a laptop erased, and when by its own clock.
 */
export interface Erased {
  task: string;
  at: string;
}

/**
 * Erasure 依法销毁 of a copy whose time is over: asked, approved, done.
 */
export interface Erasure {
  request: string;
  reason: string;
  askedBy: string;
  askedAt: string;
  approval: string;
  by: string;
  at: string;
}

/**
 * Error is what every refused or failed step returns to a person.
 * Message says what is wrong and where; Hint says what to do; both are in
 * Chinese. Article names the clause of the 工作指引 ("第十五条") or of another
 * rule when one refuses the step. Field is the JSON name of the input at
 * fault; Ref is the id, path or row it concerns.
 */
export interface ErrorBody {
  code: Code;
  message: string;
  hint: string;
  field: string;
  article: string;
  ref: string;
}

/**
 * Evidence 证据材料 of a visit. Digests are over the original bytes.
 */
export interface Evidence {
  id: string;
  visit: string;
  finding: string;
  kind: EvidenceKind;
  name: string;
  mime: string;
  sha256: string;
  sm3: string;
  size: number;
  duration: number;
  state: EvidenceState;
  recorder: string;
  officer: string;
  step: string;
  from: string;
  to: string;
  place: string;
  note: string;
  addedAt: string;
  addedBy: string;
  spans: Span[];
  custody: Custody[];
  filled: Fill | null;
  forever: string;
  erasure: Erasure | null;
}

/**
 * EvidenceInput describes an item.
 */
export interface EvidenceInput {
  visit: string;
  finding: string;
  kind: string;
  step: string;
  officer: string;
  recorder: string;
  from: string;
  to: string;
  note: string;
}

/**
 * EvidenceKind 证据种类.
 */
export type EvidenceKind =
  | '照片'
  | '录音'
  | '录像'
  | '文件'
  | '物品';

export const EvidenceKindLabels: Record<EvidenceKind, string> = {
  '照片': '照片',
  '录音': '录音',
  '录像': '录像',
  '文件': '文件',
  '物品': '物品',
};

/**
 * EvidencePage is one page of a visit's evidence.
 */
export interface EvidencePage {
  rows: Evidence[];
  total: number;
}

/**
 * EvidenceState 证据材料状态.
 */
export type EvidenceState =
  | 'copied'
  | 'referenced'
  | 'pending'
  | 'erased';

export const EvidenceStateLabels: Record<EvidenceState, string> = {
  'copied': '已复制入库',
  'referenced': '外部存放',
  'pending': '待采集站回填',
  'erased': '已依法销毁',
};

/**
 * Exception 例外登记 of one task lets a matter that a subject passed this year
 * be inspected again (art. 11), or leaves a named subject out of the pool. It
 * counts only when the 分管负责人 approved it before the freeze.
 */
export interface Exception {
  id: string;
  task: string;
  kind: ExceptionKind;
  ground: ExceptionGround;
  subject: string;
  trade: string;
  matter: string;
  name: string;
  reason: string;
  askedBy: string;
  asker: string;
  askedAt: string;
  approver: string;
  post: string;
  opinion: string;
  decidedAt: string;
  approval: string;
  state: ExceptionState;
}

/**
 * ExceptionDecision is what the 分管负责人 decided, however it was given (P1).
 */
export interface ExceptionDecision {
  exception: string;
  approve: boolean;
  kind: string;
  approver: string;
  post: string;
  date: string;
  opinion: string;
  scanPath: string;
}

/**
 * ExceptionGround 例外情形: art. 11 knows two.
 */
export type ExceptionGround =
  | 'key'
  | 'special';

export const ExceptionGroundLabels: Record<ExceptionGround, string> = {
  'key': '重点领域',
  'special': '特殊情况',
};

/**
 * ExceptionKind 例外种类: what is to be done with a subject before the freeze.
 */
export type ExceptionKind =
  | 'again'
  | 'out';

export const ExceptionKindLabels: Record<ExceptionKind, string> = {
  'again': '准予重复检查',
  'out': '抽取前排除',
};

/**
 * ExceptionState 例外登记状态.
 */
export type ExceptionState =
  | 'asked'
  | 'approved'
  | 'refused';

export const ExceptionStateLabels: Record<ExceptionState, string> = {
  'asked': '待决定',
  'approved': '已批准',
  'refused': '不予批准',
};

/**
 * ExceptionView is an exception with what a page shows beside it.
 */
export interface ExceptionView {
  exception: Exception;
  matterName: string;
  kindLabel: string;
  groundLabel: string;
  stateLabel: string;
}

/**
 * Exchange 收发记录 is a package sent or received. It is remembered so that
 * importing twice changes nothing, and a withheld or forked one is noticed.
 */
export interface Exchange {
  id: string;
  kind: string;
  direction: string;
  device: string;
  sequence: number;
  tagmanifest: string;
  task: string;
  name: string;
  checkpoint: string;
  verdict: string;
  at: string;
}

/**
 * Exempt 不适用情形 is one of the six items of art. 3.
 */
export type Exempt =
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6';

export const ExemptLabels: Record<Exempt, string> = {
  '1': '（一）重点领域、重大公共安全等未列入清单',
  '2': '（二）政府和上级公安机关专门要求',
  '3': '（三）投诉举报、大数据监测、履职发现',
  '4': '（四）转办、交办、督办',
  '5': '（五）突发性事件',
  '6': '（六）其他不适用随机抽查',
};

/**
 * Exported is what an export wrote.
 */
export interface Exported {
  file: string;
  rows: number;
}

/**
 * FaceInfo describes one face for the page that shows what documents are set
 * in, and for the record kept with a document.
 */
export interface FaceInfo {
  role: string;
  name: string;
  file: string;
  licence: string;
  digest: string;
  coverage: number;
  rejected: string;
  added: boolean;
  blocks: Block[];
}

/**
 * FairLevel is what the chi-square figure of past draws amounts to.
 */
export type FairLevel =
  | 'few'
  | 'even'
  | 'watch'
  | 'odd';

export const FairLevelLabels: Record<FairLevel, string> = {
  'few': '抽取次数太少，不作判断',
  'even': '未见偏离',
  'watch': '偏离略大',
  'odd': '偏离明显，请核查',
};

/**
 * Fairness says how evenly the draws of a period fell, what that shows and what
 * it does not.
 */
export interface Fairness {
  from: string;
  to: string;
  draws: number;
  crossed: number;
  elsewhere: number;
  statistic: number;
  freedom: number;
  p: number;
  level: FairLevel;
  verdict: string;
  limits: string;
  inspectors: InspectorShare[];
  pairs: PairShare[];
  meetings: Meeting[];
  coverage: TradeCoverage[];
  attempts: TaskAttempts[];
}

/**
 * Fault 库况问题 is something that the look-over of the registers finds in a
 * row (art. 9: they are to be kept up to date).
 */
export type Fault =
  | 'same-code'
  | 'same-place'
  | 'code'
  | 'licence'
  | 'licence-soon'
  | 'unchecked'
  | 'stale'
  | 'cert'
  | 'cert-soon'
  | 'no-cert'
  | 'no-scope'
  | 'id-number';

export const FaultLabels: Record<Fault, string> = {
  'same-code': '疑似重复：代码相同',
  'same-place': '疑似重复：名称地址相同',
  'code': '代码未通过校验',
  'licence': '许可证已到期',
  'licence-soon': '许可证即将到期',
  'unchecked': '从未检查过',
  'stale': '一年以上未更新',
  'cert': '执法证件已到期',
  'cert-soon': '执法证件即将到期',
  'no-cert': '没有执法证件',
  'no-scope': '没有执法事项范围',
  'id-number': '身份证号未通过校验',
};

/**
 * FaultCount is how many rows of a register have one fault.
 */
export interface FaultCount {
  fault: Fault;
  label: string;
  noun: Noun;
  count: number;
}

/**
 * Field is one stored field of an open form: its path, text, revision, and
 * who wrote it when. Paths are those of visitform.go.
 */
export interface Field {
  path: string;
  value: string;
  rev: number;
  person: string;
  at: string;
}

/**
 * FieldCheck 外勤直接开展的非随机检查 is what a leader enters on a laptop that has no
 * task package for it: a report, an order or an emergency does not wait (art. 3,
 * P16). Whoever approved it by word of mouth signs the paper within 24 hours.
 */
export interface FieldCheck {
  item: Exempt;
  reason: string;
  proofPath: string;
  organ: string;
  lead: string;
  subject: string;
  subjectName: string;
  code: string;
  trade: string;
  premises: string;
  legalRep: string;
  phone: string;
  matters: string[];
  unlisted: string[];
  members: FieldMember[];
  leader: string;
  approver: string;
  post: string;
  approvedAt: string;
  opinion: string;
}

/**
 * FieldDifference is a field that two rows fill differently.
 */
export interface FieldDifference {
  field: string;
  keep: string;
  drop: string;
}

/**
 * FieldKind says how a field of a register is written.
 */
export type FieldKind =
  | 'text'
  | 'date'
  | 'yes'
  | 'list';

/**
 * FieldMember is an inspector as read from their certificate.
 */
export interface FieldMember {
  name: string;
  badge: string;
  department: string;
  certNo: string;
  certUntil: string;
}

/**
 * FieldStart is what a laptop can propose when a 非随机检查 begins on it.
 */
export interface FieldStart {
  organ: string;
  lead: string;
  members: FieldMember[];
}

/**
 * FieldView is a field that a column may become.
 */
export interface FieldView {
  name: string;
  label: string;
  required: boolean;
}

/**
 * FileHead is what is known of a sheet's columns: which became what, and what a
 * person may choose.
 */
export interface FileHead {
  sheet: string;
  header: number;
  top: TopRow[];
  columns: ColumnView[];
  fields: FieldView[];
  missing: string[];
  mapped: boolean;
  skipped: number[];
}

/**
 * FileKind names the kinds of file a page may ask for.
 */
export type FileKind =
  | 'sheet'
  | 'package'
  | 'list'
  | 'scan'
  | 'template'
  | 'font'
  | 'evidence'
  | 'certificate'
  | 'backup'
  | 'key';

/**
 * FileRef names exact stored bytes.
 */
export interface FileRef {
  name: string;
  sha256: string;
  size: number;
}

/**
 * FileVerdict is one file, or the package itself when Name is empty; Problem
 * is the broken rule.
 */
export interface FileVerdict {
  name: string;
  ok: boolean;
  problem: string;
}

/**
 * Filing 报送 is what is known of one upload package after it was made: who
 * brought it to the platform, and what the platform answered. The platform's
 * answer is entered from its receipt, which is kept.
 */
export interface Filing {
  id: string;
  task: string;
  version: number;
  state: FilingState;
  sentOn: string;
  way: string;
  answeredOn: string;
  receiptNo: string;
  reason: string;
  proof: string;
  proofName: string;
}

/**
 * FilingAnswer is the platform's receipt for one version.
 */
export interface FilingAnswer {
  filing: string;
  state: FilingState;
  on: string;
  no: string;
  reason: string;
  proof: string;
}

/**
 * FilingState 报送状态: how far a package for the provincial platform has come.
 */
export type FilingState =
  | 'made'
  | 'sent'
  | 'accepted'
  | 'returned';

export const FilingStateLabels: Record<FilingState, string> = {
  'made': '待上传',
  'sent': '已上传',
  'accepted': '已受理',
  'returned': '已退回',
};

/**
 * FilingView is one version of what was made for the platform.
 */
export interface FilingView {
  id: string;
  task: string;
  version: number;
  state: FilingState;
  sentOn: string;
  way: string;
  answeredOn: string;
  receiptNo: string;
  reason: string;
  proof: string;
  proofName: string;
  package: string;
  madeAt: string;
  taskNo: string;
  taskName: string;
  stateLabel: string;
  last: boolean;
}

/**
 * Fill 采集站回填 says from which line of which list an item was filled in.
 */
export interface Fill {
  list: string;
  sha256: string;
  row: number;
  offset: number;
  why: string;
  by: string;
  at: string;
}

/**
 * FillInput is a person's decision: these lines of this list are that recording.
 */
export interface FillInput {
  evidence: string;
  path: string;
  sha256: string;
  rows: number[];
  ahead: number;
  reason: string;
}

/**
 * Finding 发现的问题 with the measure taken (art. 19).
 */
export interface Finding {
  id: string;
  matter: string;
  item: number;
  description: string;
  measure: Measure;
  measureNote: string;
  deadline: string;
  recheck: string;
}

/**
 * FontList is what documents are set in here.
 */
export interface FontList {
  roles: FontRole[];
  faces: FaceInfo[];
  for: string[];
}

/**
 * FontRole says which face a role is set in.
 */
export interface FontRole {
  role: string;
  use: string;
  face: string;
  chain: string;
}

/**
 * Fork 版本冲突 is a version that did not become the head; a named person decides.
 */
export interface Fork {
  digest: string;
  noun: Noun;
  id: string;
  head: string;
  reason: string;
  at: string;
  decided: string;
}

/**
 * FormClash is a line to which the sheet says another thing than what stood
 * already. Nothing is overwritten: a named person decides, with a reason.
 */
export interface FormClash {
  matter: string;
  item: number;
  text: string;
  ours: AnswerValue;
  oursNote: string;
  theirs: AnswerValue;
  theirsNote: string;
  taken: string;
  by: string;
  at: string;
  reason: string;
}

/**
 * FormReturn is one filled sheet as it came back.
 */
export interface FormReturn {
  at: string;
  by: string;
  officer: string;
  certNo: string;
  on: string;
  name: string;
  sha256: string;
  answers: Answer[];
}

/**
 * Found 找回 takes a report of loss back: who found it, where it was all the time.
 */
export interface Found {
  finder: string;
  on: string;
  story: string;
  by: string;
  at: string;
}

/**
 * FoundAgain is what holds of a laptop after its report of loss was taken back.
 */
export interface FoundAgain {
  holding: DeviceHolding;
  gone: string[];
  waiting: number;
  leases: number;
}

/**
 * FoundInput takes a report of loss back.
 */
export interface FoundInput {
  device: string;
  finder: string;
  on: string;
  story: string;
}

/**
 * FreezeInput asks for a new statement.
 */
export interface FreezeInput {
  task: string;
  purpose: string;
  inputKind: string;
  inputNote: string;
  reason: string;
}

/**
 * Frequency is which check of the year a task is for one subject.
 */
export interface Frequency {
  subject: string;
  name: string;
  nth: number;
  limit: number;
  text: string;
}

/**
 * Gone is what the 停用 of a person did.
 */
export interface Gone {
  person: Person;
  devices: Device[];
}

/**
 * Grants is one row of the role table.
 */
export interface Grants {
  action: Action;
  label: string;
  roles: Role[];
}

/**
 * HandState 交回状态 is how far a task's data on a laptop has come.
 */
export type HandState =
  | 'held'
  | 'sent'
  | 'receipt'
  | 'wiped';

export const HandStateLabels: Record<HandState, string> = {
  'held': '未交',
  'sent': '已交待回执',
  'receipt': '已回执',
  'wiped': '已清除',
};

/**
 * HandTeam is a team put together by hand, the proposed leader first.
 */
export interface HandTeam {
  subject: string;
  inspectors: string[];
}

/**
 * HandedOver is what was written: the package for the other laptop, and the slip
 * for the office.
 */
export interface HandedOver {
  sent: Sent;
  slip: Sent;
  handover: Handover;
}

/**
 * Handing is how far one task on this laptop has come on its way back (P14).
 */
export interface Handing {
  task: string;
  taskNo: string;
  taskName: string;
  state: HandState;
  stateLabel: string;
  teams: number;
  handed: number;
  lacks: string[];
  sentAt: string;
  receipt: string;
  receiptAt: string;
  receiptBy: string;
  visits: ReceivedVisit[];
  wipedAt: string;
}

/**
 * Handover 交接 is how an unfinished inspection goes from one laptop to another
 * without the office (P14). It stands in the grant that the first laptop issues
 * to the second: from then on only the second may write.
 */
export interface Handover {
  fromGrant: string;
  fromDevice: string;
  fromName: string;
  giver: string;
  receiver: string;
  taker: string;
  note: string;
  at: string;
  pending: string[];
  versions: ReceivedVersion[];
  files: string[];
  acceptedBy: string;
  acceptedAt: string;
  slips: string[];
}

/**
 * HandoverInput says what goes to whom.
 */
export interface HandoverInput {
  team: string;
  device: string;
  receiver: string;
  note: string;
  out: string;
}

/**
 * HeaderRow is the row of the column titles as a person points at it: Row 0 =
 * where it is found; Sheet "" = the first sheet with anything in it.
 */
export interface HeaderRow {
  sheet: string;
  row: number;
}

/**
 * Health is what doctor found.
 */
export interface Health {
  ok: boolean;
  entries: number;
  checkpoint: string;
  problems: string[];
  limit: string;
}

/**
 * Held is one firm that a laptop holds.
 */
export interface Held {
  task: string;
  taskNo: string;
  taskName: string;
  team: string;
  order: number;
  subjectName: string;
  leader: string;
  since: string;
  from: string;
  returned: boolean;
  dueOn: string;
  late: boolean;
  wipedAt: string;
}

/**
 * HeldImport is a confirmed import that could not be stored to its end. Until it
 * is, its register can be read as far as it goes, and not be written.
 */
export interface HeldImport {
  noun: Noun;
  label: string;
  reason: string;
}

/**
 * ImportKind says what a file holds.
 */
export type ImportKind =
  | 'checklist'
  | 'platform'
  | 'matters'
  | 'subjects'
  | 'inspectors'
  | 'recusals'
  | 'leaves';

/**
 * ImportReport is a preview, or what an import did. Rows with problems are
 * left out, each with its reason; rows with a warning are taken.
 */
export interface ImportReport {
  kind: string;
  file: string;
  sha256: string;
  sheet: string;
  header: number;
  top: TopRow[];
  columns: ColumnView[];
  fields: FieldView[];
  missing: string[];
  mapped: boolean;
  skipped: number[];
  good: number;
  added: number;
  changed: number;
  same: number;
  bad: number;
  problems: RowProblem[];
  warnings: RowProblem[];
}

/**
 * Info is what the page's frame shows.
 */
export interface Info {
  window: boolean;
  events: string;
  now: string;
  folder: string;
  ready: boolean;
  workspace: WorkspaceInfo;
  actor: Actor;
  roleLabel: string;
  locked: boolean;
}

/**
 * Inspector 执法检查人员 is a row of the inspector register (art. 9).
 */
export interface Inspector {
  id: string;
  badge: string;
  name: string;
  gender: string;
  idNumber: string;
  phone: string;
  department: string;
  unit: string;
  post: string;
  scope: string[];
  qualifications: string[];
  grade: string;
  certNo: string;
  certUntil: string;
  auxiliary: boolean;
  outside: boolean;
  status: string;
  idNote: string;
  education: string;
  major: string;
  job: string;
  since: string;
  tier: string;
  region: string;
  expert: boolean;
  issuer: string;
}

/**
 * InspectorCard is a row of the inspector register with what belongs to it.
 */
export interface InspectorCard {
  inspector: Inspector;
  head: string;
  recusals: RecusalView[];
  leaves: LeaveView[];
}

/**
 * InspectorForm is a row of the inspector register as typed into a form.
 */
export interface InspectorForm {
  inspector: Inspector;
  head: string;
  reason: string;
}

export interface InspectorPage {
  total: number;
  rows: Inspector[];
}

/**
 * InspectorShare is how often somebody was drawn and went.
 */
export interface InspectorShare {
  inspector: string;
  name: string;
  department: string;
  drawn: number;
  expected: number;
  visits: number;
  subjects: number;
}

/**
 * Job is long work seen from the page.
 */
export interface Job {
  id: string;
  title: string;
  state: JobState;
  done: number;
  total: number;
  note: string;
  error: ErrorBody | null;
  started: string;
  ended: string;
}

/**
 * JobState is where a job stands.
 */
export type JobState =
  | 'running'
  | 'done'
  | 'failed'
  | 'canceled';

export const JobStateLabels: Record<JobState, string> = {
  'running': '进行中',
  'done': '已完成',
  'failed': '未完成',
  'canceled': '已取消',
};

/**
 * Kept is an item with how long it is kept and why.
 */
export interface Kept {
  evidence: Evidence;
  subject: string;
  keep: Retention;
  due: boolean;
}

/**
 * KeyCheck is what a look at key files found.
 */
export interface KeyCheck {
  keys: CheckedKey[];
}

/**
 * Kind says what a package is for.
 */
export type Kind =
  | 'library'
  | 'assign'
  | 'task'
  | 'amend'
  | 'result'
  | 'upload'
  | 'receipt'
  | 'draw'
  | 'trust'
  | 'update'
  | 'handover';

export const KindLabels: Record<Kind, string> = {
  'library': '一单两库包',
  'assign': '任务分派包',
  'task': '任务包',
  'amend': '任务变更包',
  'result': '检查结果包',
  'upload': '报送包',
  'receipt': '回执包',
  'draw': '抽取结果包',
  'trust': '信任名单包',
  'update': '更新包',
  'handover': '交接包',
};

/**
 * KnownList is the newest trust list known of one office.
 */
export interface KnownList {
  office: string;
  root: string;
  serial: number;
  at: string;
  next: string;
  stale: boolean;
  own: boolean;
  devices: number;
  revoked: number;
}

/**
 * LeaseState 号段状态.
 */
export type LeaseState =
  | 'open'
  | 'returned'
  | 'closed';

export const LeaseStateLabels: Record<LeaseState, string> = {
  'open': '使用中',
  'returned': '已交回',
  'closed': '已注销',
};

/**
 * Leave 请假 makes an inspector unavailable between two dates, both included.
 */
export interface Leave {
  id: string;
  inspector: string;
  from: string;
  to: string;
  reason: string;
}

export interface LeavePage {
  total: number;
  rows: LeaveView[];
}

/**
 * LeaveView is a 请假 with the inspector's name.
 */
export interface LeaveView {
  leave: Leave;
  inspectorName: string;
  badge: string;
  department: string;
  active: boolean;
}

/**
 * LedgerRow is a line of the 号码台账: numbers that share one fate.
 */
export interface LedgerRow {
  series: string;
  from: number;
  to: number;
  number: string;
  use: LedgerUse;
  paper: string;
  name: string;
  at: string;
  device: string;
  note: string;
}

/**
 * LedgerUse is what became of numbers.
 */
export type LedgerUse =
  | 'paper'
  | 'void'
  | 'out'
  | 'unused'
  | 'aside'
  | 'unknown'
  | 'twice';

export const LedgerUseLabels: Record<LedgerUse, string> = {
  'paper': '已用',
  'void': '作废',
  'out': '在设备的号段里',
  'unused': '未使用',
  'aside': '留号',
  'unknown': '没有说明',
  'twice': '重号',
};

/**
 * LeftOut is a file that belongs to the content but stays behind.
 */
export interface LeftOut {
  name: string;
  reason: string;
}

/**
 * Level 事项类别 (art. 8): key matters have no upper ratio, general ones do.
 */
export type Level =
  | 'key'
  | 'general';

export const LevelLabels: Record<Level, string> = {
  'key': '重点检查事项',
  'general': '一般检查事项',
};

/**
 * LogAnswer is the decision of a named person to go on with a log from another head.
 */
export interface LogAnswer {
  by: string;
  at: string;
  reason: string;
}

/**
 * LogFork 日志分叉 is the evidence that a log has told two stories.
 */
export interface LogFork {
  id: string;
  origin: string;
  name: string;
  at: string;
  why: string;
  package: string;
  file: string;
  held: string;
  brought: string;
  proof: string;
  answer: LogAnswer | null;
}

/**
 * LogPage is a page of audit entries, newest first.
 */
export interface LogPage {
  total: number;
  rows: Entry[];
}

/**
 * Loss 遗失 is what was reported of a device that is gone (P14).
 */
export interface Loss {
  reporter: string;
  on: string;
  place: string;
  story: string;
  by: string;
  reportedAt: string;
  found: Found | null;
}

/**
 * LossInput is a report that a device is gone.
 */
export interface LossInput {
  device: string;
  reporter: string;
  on: string;
  place: string;
  story: string;
}

/**
 * Mark 时间标记 is set by one key while a recorder runs: what happened when.
 */
export interface Mark {
  id: string;
  at: string;
  step: RecordStep;
  text: string;
}

/**
 * Matter 抽查事项 carries the six elements of art. 7 and its checklist.
 */
export interface Matter {
  id: string;
  code: string;
  category: string;
  name: string;
  trades: string[];
  level: Level;
  methods: string[];
  authority: string;
  department: string;
  basis: string;
  ratio: string;
  frequency: string;
  requirement: string;
  remark: string;
  sensitive: boolean;
  effectiveFrom: string;
  effectiveTo: string;
  checklist: CheckItem[];
  unlisted: boolean;
  ratioNum: number;
  ratioDen: number;
  maxTimes: number;
  version: number;
  versionFrom: string;
  reason: string;
  ended: string;
  announced: number;
  site: string;
  url: string;
  publishedOn: string;
  qualifications: string[];
}

/**
 * MatterPage, SubjectPage and InspectorPage are pages of lists; Total counts
 * every row that matches.
 */
export interface MatterPage {
  total: number;
  rows: Matter[];
}

/**
 * MatterResult is the outcome for one matter, as the enterprise page shows it.
 */
export interface MatterResult {
  matter: string;
  name: string;
  code: ResultCode;
  problem: string;
  handling: string;
  owner: string;
}

/**
 * MatterVersion is one step in the history of a matter.
 */
export interface MatterVersion {
  version: number;
  at: string;
  by: string;
  what: string;
  from: string;
  reason: string;
  changes: PlanChange[];
  site: string;
  url: string;
  publishedOn: string;
}

/**
 * Measure 监管措施 (art. 19, P16).
 */
export type Measure =
  | 'record'
  | 'evidence'
  | 'stop'
  | 'correct'
  | 'penalty'
  | 'onspot'
  | 'educate'
  | 'transfer'
  | 'none'
  | 'owner';

export const MeasureLabels: Record<Measure, string> = {
  'record': '制作现场笔录',
  'evidence': '初步提取证据',
  'stop': '责令停止违法行为',
  'correct': '责令限期整改',
  'penalty': '当场处罚',
  'onspot': '当场改正',
  'educate': '批评教育',
  'transfer': '移送处理',
  'none': '不采取措施',
  'owner': '由检查部门处理',
};

/**
 * Meeting is how often an inspector stood in a team for one subject.
 */
export interface Meeting {
  inspector: string;
  subject: string;
  name: string;
  firm: string;
  times: number;
}

/**
 * Member 检查组成员.
 */
export interface Member {
  inspector: string;
  name: string;
  badge: string;
  certNo: string;
  department: string;
  outside: boolean;
  seat: number;
  unconfirmed: boolean;
}

/**
 * MergePreview is what merging one subject into another would do.
 */
export interface MergePreview {
  keep: Subject;
  drop: Subject;
  differences: FieldDifference[];
  teams: number;
  results: number;
  recusals: number;
}

/**
 * Meta is meta/package.json. Its stored bytes are what is signed; they are
 * never re-encoded. Write fills Format and Signers, and KeyFingerprint when
 * it is empty.
 */
export interface Meta {
  format: number;
  id: string;
  kind: Kind;
  unit: string;
  task: string;
  device: string;
  keyFingerprint: string;
  sequence: number;
  version?: number;
  previous: string;
  recipient: string;
  network: string;
  crossing?: Crossing | null;
  createdAt: string;
  checkpoint: string;
  logSize: number;
  clock: string;
  grants: string[];
  wiped?: Erased[];
  leftOut: LeftOut[];
  critical: string[];
  signers: SignerMeta[];
}

/**
 * Meters 年度指标 says how far a year has come by art. 8 and 11, and what is
 * missing. Every ratio stands with its numerator and denominator; tasks that
 * are not random (art. 3) are outside.
 */
export interface Meters {
  year: number;
  departments: DepartmentMeter[];
  tasks: number;
  joint: number;
  unlocked: number;
  nonRandom: number;
  missJoint: number;
  jointOk: boolean;
  ok: boolean;
  missing: string[];
}

/**
 * Moved 调整分派 keeps why a subject went to another unit than the rule says.
 */
export interface Moved {
  subject: string;
  from: string;
  to: string;
  reason: string;
  person: string;
  at: string;
}

/**
 * Network 本机所在网络, as declared for a workspace. A computer that touched one
 * must not touch another (一机两用), so what goes across needs a consent.
 */
export type Network =
  | 'alone'
  | 'police'
  | 'government'
  | 'internet';

export const NetworkLabels: Record<Network, string> = {
  'alone': '单机',
  'police': '公安网',
  'government': '政务外网',
  'internet': '互联网',
};

/**
 * NetworkSetting is what was declared: where this computer is, and where the
 * provincial platform.
 */
export interface NetworkSetting {
  own: Network;
  platform: Network;
  target: string;
  crosses: boolean;
}

/**
 * NonRandom is why a task is not random.
 */
export interface NonRandom {
  item: Exempt;
  reason: string;
  proof: string;
  proofName: string;
}

/**
 * NonRandomInput sets up an inspection that art. 3 takes out of the draw. The
 * task's kind, origin and ratio are not asked.
 */
export interface NonRandomInput {
  task: Task;
  proofPath: string;
  unlisted: string[];
  subjects: string[];
}

/**
 * Note 现场随记 is a free note with its time.
 */
export interface Note {
  id: string;
  at: string;
  text: string;
  finding: string;
}

/**
 * NoticeState 公告状态 of a task: its 抽查任务公告 follows the lock and the
 * dispatch (art. 14).
 */
export type NoticeState =
  | 'none'
  | 'make'
  | 'register'
  | 'done';

/**
 * Noun names an aggregate kept as versions.
 */
export type Noun =
  | 'person'
  | 'matter'
  | 'subject'
  | 'inspector'
  | 'recusal'
  | 'leave'
  | 'plan'
  | 'task'
  | 'draw'
  | 'team'
  | 'approval'
  | 'grant'
  | 'visit'
  | 'evidence'
  | 'paper'
  | 'template'
  | 'result'
  | 'publication'
  | 'device'
  | 'request'
  | 'suggestion'
  | 'exception'
  | 'yearclose'
  | 'cap'
  | 'scan'
  | 'phrase'
  | 'receipt'
  | 'lease'
  | 'drawnrule'
  | 'filing';

export const NounLabels: Record<Noun, string> = {
  'person': '人员',
  'matter': '抽查事项',
  'subject': '检查对象',
  'inspector': '执法检查人员',
  'recusal': '回避关系',
  'leave': '请假',
  'plan': '年度抽查计划',
  'task': '抽查任务',
  'draw': '抽取',
  'team': '检查组',
  'approval': '审批',
  'grant': '派发授权',
  'visit': '检查记录',
  'evidence': '证据材料',
  'paper': '文书',
  'template': '文书式样',
  'result': '检查结果',
  'publication': '公示',
  'device': '设备',
  'request': '更换申请',
  'suggestion': '名录库更正建议',
  'exception': '例外登记',
  'yearclose': '年终结账',
  'cap': '频次上限',
  'scan': '扫描批次',
  'phrase': '常用语',
  'receipt': '接收回执',
  'lease': '号段',
  'drawnrule': '手写签名启用决定',
  'filing': '报送',
};

/**
 * NumberLease is ranges that belong to one device and to no other, ever; what
 * comes back unused is not given out again but stands as 未使用. Without a device
 * it is numbers used or set aside on paper (留号).
 */
export interface NumberLease {
  id: string;
  device: string;
  deviceName: string;
  task: string;
  grant: string;
  year: string;
  ranges: NumberRange[];
  state: LeaseState;
  at: string;
  by: string;
  endedAt: string;
  endedBy: string;
  reason: string;
}

/**
 * NumberRange 号段 is the numbers from From to To of a series, both counted.
 */
export interface NumberRange {
  kind: string;
  series: string;
  from: number;
  to: number;
  used: number;
}

/**
 * NumberRule 编号规则: what stands before the four digits of a plan's or a
 * task's number (DOMAIN 1.5; both are in use).
 */
export type NumberRule =
  | 'year'
  | 'date';

export const NumberRuleLabels: Record<NumberRule, string> = {
  'year': '区划6位＋年份4位＋序号4位',
  'date': '区划6位＋年月日8位＋序号4位',
};

/**
 * Numbering is how plans and tasks are numbered here, and which numbers they
 * would get now.
 */
export interface Numbering {
  plan: NumberRule;
  task: NumberRule;
  nextPlan: string;
  nextTask: string;
}

/**
 * Omitted 不列入 is a subject of the platform's list that is not inspected, and why.
 */
export interface Omitted {
  subject: string;
  code: string;
  name: string;
  why: string;
  reason: string;
}

/**
 * Opinion 鉴定、检测、专家意见 that is relied on.
 */
export interface Opinion {
  by: string;
  about: string;
  file: string;
  fileName: string;
}

/**
 * Origin 抽取来源 says who drew: an imported platform draw is the default (art. 13).
 */
export type Origin =
  | 'platform'
  | 'local';

export const OriginLabels: Record<Origin, string> = {
  'platform': '平台抽取',
  'local': '本机抽取（待平台确认）',
};

/**
 * OtherDepartment is another department of a joint task at one subject: what it
 * inspects, the forms it was sent, and what it answered (P4).
 */
export interface OtherDepartment {
  team: string;
  subject: string;
  department: string;
  matters: string[];
  lines: number;
  answered: number;
  officers: string[];
  reply: Reply;
  forms: Paper[];
  state: string;
  open: boolean;
  done: boolean;
  handed: string;
}

/**
 * OutsiderInput enters an outside department's inspector into a team.
 */
export interface OutsiderInput {
  department: string;
  name: string;
  certNo: string;
  certUntil: string;
  team: string;
  all: boolean;
}

/**
 * Overview counts the lists and names what waits to be done.
 */
export interface Overview {
  matters: number;
  subjects: number;
  inspectors: number;
  plans: number;
  plansUnpublished: number;
  tasks: TaskLine[];
  closed: number;
  resultsEntered: number;
  resultsReviewed: number;
  resultsOnFile: number;
  overdue: number;
  filingsReturned: number;
  returnedTask: string;
  noticesDue: number;
  nextDue: string;
}

/**
 * PairShare is how often two people stood in one team.
 */
export interface PairShare {
  a: string;
  b: string;
  nameA: string;
  nameB: string;
  times: number;
}

/**
 * Paper 文书 is an issued document: the snapshot is frozen, the PDF follows
 * from it. (The type is not called Document: the bridge's page has one.)
 */
export interface Paper {
  id: string;
  kind: string;
  name: string;
  noun: string;
  ref: string;
  number: string;
  officialNumber: string;
  series: string;
  serial: number;
  snapshot: string;
  pdf: string;
  pages: number;
  issuedAt: string;
  issuedBy: string;
  printedAt: string;
  copies: number;
  scan: string;
  scanName: string;
  sheets: Sheet[];
  state: PaperState;
  signings: Signing[];
  changes: PaperChange[];
  reprints: Reprint[];
  drawn: Drawn[];
  about: string;
  faces: string;
  own: number;
  voidReason: string;
  form: DepartmentForm | null;
}

/**
 * PaperChange 纸面改动 is a change by hand on the signed sheet, confirmed by the
 * party before leaving (P8).
 */
export interface PaperChange {
  page: number;
  from: string;
  to: string;
  who: string;
  at: string;
  by: string;
}

/**
 * PaperForm is a document being filled in: its template and what stands in each
 * blank. A blank nobody wrote has what the record says, and revision 0.
 */
export interface PaperForm {
  template: Template;
  ref: string;
  fields: Field[];
}

/**
 * PaperNumbering is how an office numbers its documents.
 */
export interface PaperNumbering {
  agency: string;
  rules: PaperRule[];
}

/**
 * PaperNumbers are the rules for documents, and who counts here.
 */
export interface PaperNumbers {
  agency: string;
  root: boolean;
  year: string;
  rules: PaperRuleView[];
}

/**
 * PaperRule 文号规则 is how one kind of document is numbered.
 */
export interface PaperRule {
  kind: string;
  word: string;
  lease: number;
}

/**
 * PaperRuleView is a kind with its rule.
 */
export interface PaperRuleView {
  kind: string;
  word: string;
  lease: number;
  name: string;
  next: string;
}

/**
 * PaperState 文书状态.
 */
export type PaperState =
  | 'issued'
  | 'printed'
  | 'filed'
  | 'void';

export const PaperStateLabels: Record<PaperState, string> = {
  'issued': '已签发',
  'printed': '已打印待签',
  'filed': '签字件已归档',
  'void': '作废',
};

/**
 * PastCheck 以往检查 is an earlier inspection of a subject as the team is told of
 * it at the door: what was found, and what may still be open.
 */
export interface PastCheck {
  taskNo: string;
  taskName: string;
  on: string;
  result: string;
  findings: PastFinding[];
}

/**
 * PastFinding is a problem found then.
 */
export interface PastFinding {
  id: string;
  matter: string;
  description: string;
  measure: string;
  deadline: string;
  recheckOn: string;
  open: boolean;
}

/**
 * Peer 对方日志 is what is known of the log of another device: its newest head
 * that a package brought, and the earlier ones that belong to it.
 */
export interface Peer {
  origin: string;
  name: string;
  fingerprint: string;
  short: string;
  size: number;
  at: string;
  package: string;
  note: string;
  heads: PeerHead[];
  accepted: LogAnswer[];
}

/**
 * PeerHead is one head of a log.
 */
export interface PeerHead {
  size: number;
  root: string;
}

/**
 * Peers is what is known of other logs: their newest heads, and where one of
 * them told two stories.
 */
export interface Peers {
  peers: Peer[];
  forks: LogFork[];
}

/**
 * PendingPaper is an oral consent whose paper is still missing.
 */
export interface PendingPaper {
  approval: Approval;
  overdue: boolean;
}

/**
 * Person 人员账户 is somebody who works with the program.
 */
export interface Person {
  id: string;
  name: string;
  post: string;
  unit: string;
  badge: string;
  role: Role;
  active: boolean;
}

/**
 * Phoned 电话告知的更换 is what a leader was told by phone of a replacement, while
 * the signed amend package has not arrived (P11).
 */
export interface Phoned {
  code: string;
  nth: number;
  name: string;
  badge: string;
  certNo: string;
  leader: string;
}

/**
 * PhonedInput is what the leader types while the office reads it out.
 */
export interface PhonedInput {
  team: string;
  inspector: string;
  name: string;
  badge: string;
  certNo: string;
  leader: string;
  code: string;
}

/**
 * Phrase 常用语 is a text that people put into a field at the cursor instead of
 * typing it again: their own, or the office's for everybody.
 */
export interface Phrase {
  id: string;
  kind: PhraseKind;
  text: string;
  owner: string;
  gone: boolean;
}

/**
 * PhraseKind 栏目 is the kind of field a phrase is for.
 */
export type PhraseKind =
  | 'any'
  | 'process'
  | 'finding'
  | 'measure'
  | 'statement'
  | 'notice'
  | 'outcome'
  | 'reason'
  | 'note'
  | 'paper';

export const PhraseKindLabels: Record<PhraseKind, string> = {
  'any': '任何栏目',
  'process': '检查过程和结果',
  'finding': '问题情况',
  'measure': '措施说明',
  'statement': '陈述申辩',
  'notice': '告知和回避',
  'outcome': '未能实施的情况',
  'reason': '原因和备注',
  'note': '现场随记',
  'paper': '文书栏目',
};

/**
 * Plan 年度抽查计划 is one line of the yearly plan (art. 10-12).
 */
export interface Plan {
  id: string;
  no: string;
  year: number;
  name: string;
  matters: string[];
  scope: string;
  trades: string[];
  from: string;
  to: string;
  estimated: number;
  ratioNum: number;
  ratioDen: number;
  lead: string;
  departments: string[];
  joint: boolean;
  remark: string;
  site: string;
  url: string;
  publishedOn: string;
  version: number;
  announced: number;
  reason: string;
  cancelled: string;
}

/**
 * PlanChange is one field that a version changed, in words.
 */
export interface PlanChange {
  field: string;
  old: string;
  new: string;
}

/**
 * PlanPage is a page of plan lines.
 */
export interface PlanPage {
  total: number;
  rows: Plan[];
}

/**
 * PlanVersion is one step in the history of a plan line.
 */
export interface PlanVersion {
  version: number;
  at: string;
  by: string;
  what: string;
  reason: string;
  changes: PlanChange[];
  site: string;
  url: string;
  publishedOn: string;
}

/**
 * PlatformInput takes a list, and says what of it is to be added to the
 * registers first. Without a Reason nothing is.
 */
export interface PlatformInput {
  task: string;
  path: string;
  at: HeaderRow;
  file: string;
  reason: string;
  trade: string;
  people: PlatformPerson[];
  leaveOut: string;
}

/**
 * PlatformPerson is an inspector of the list who is not in the register: as
 * found, and completed by hand when they are to be added.
 */
export interface PlatformPerson {
  badge: string;
  name: string;
  department: string;
  certNo: string;
  certUntil: string;
}

/**
 * PlatformReport says how the platform's list was taken, or would be.
 */
export interface PlatformReport {
  task: Task;
  file: string;
  name: string;
  no: string;
  matched: number;
  added: number;
  unknown: number;
  problems: number;
  barred: number;
  leftOut: number;
  rows: PlatformRow[];
  notes: string[];
  people: PlatformPerson[];
  head: FileHead;
  unread: string;
}

/**
 * PlatformRow is what became of one line of the list.
 */
export interface PlatformRow {
  row: number;
  code: string;
  name: string;
  state: string;
  stateLabel: string;
  why: string;
  people: string;
}

/**
 * PoolCount is a pool as counts only: who is in it stays hidden until drawn.
 */
export interface PoolCount {
  pool: number;
  excluded: number;
  target: number;
  strata: StratumSize[];
  reasons: ReasonCount[];
}

/**
 * PrintedSet is a set in one file.
 */
export interface PrintedSet {
  path: string;
  papers: number;
  copies: number;
  sheets: number;
  left: string[];
}

/**
 * Publication 公示 is one notice made here and where it was put.
 */
export interface Publication {
  id: string;
  kind: string;
  ref: string;
  format: string;
  sha256: string;
  snapshot: string;
  name: string;
  at: string;
  site: string;
  url: string;
  publishedOn: string;
}

/**
 * Query is what a list page asks for.
 */
export interface Query {
  search: string;
  trade: string;
  department: string;
  order: string;
  page: number;
  size: number;
  station?: string;
  status?: string;
  risk?: string;
  key?: string;
  expiring?: string;
  fault?: Fault;
  soon?: number;
  merged?: boolean;
}

/**
 * ReadOut is what the office reads to the leader by phone.
 */
export interface ReadOut {
  code: string;
  subject: string;
  old: Member;
  new: Member;
  leaderName: string;
}

export interface ReasonCount {
  reason: string;
  count: number;
}

/**
 * Recall 收回 is a part that was taken from one unit and given to another.
 */
export interface Recall {
  unit: string;
  task: string;
  to: string;
  reason: string;
  person: string;
  at: string;
}

/**
 * Received says what opening a package did.
 */
export interface Received {
  kind: string;
  unit: string;
  verdict: string;
  already: boolean;
  added: number;
  known: number;
  files: number;
  conflicts: Fork[];
  toVoid: Paper[];
  phoned: ReplaceRequest[];
  receipt: string;
  receiptNote: string;
}

/**
 * ReceivedVersion is one stored version: received, whether it stands or waits
 * among the conflicts.
 */
export interface ReceivedVersion {
  noun: Noun;
  id: string;
  digest: string;
}

/**
 * ReceivedVisit is one visit as the office has it.
 */
export interface ReceivedVisit {
  visit: string;
  name: string;
  digest: string;
  entries: number;
  conflict: string;
}

/**
 * Recheck is what a visit saw of an earlier finding.
 */
export interface Recheck {
  finding: string;
  state: RecheckState;
  note: string;
  at: string;
}

/**
 * RecheckState 整改情况 as the team saw it.
 */
export type RecheckState =
  | 'done'
  | 'open';

export const RecheckStateLabels: Record<RecheckState, string> = {
  'done': '已整改',
  'open': '未整改',
};

/**
 * RecordStep 重要环节 is a step of an inspection that audio or video is taken of
 * (art. 20). Evidence.Step names one of them, or has another word.
 */
export type RecordStep =
  | '告知'
  | '进入'
  | '陈述申辩'
  | '拒签'
  | '扣押'
  | '送达'
  | '全程'
  | '签署';

export const RecordStepLabels: Record<RecordStep, string> = {
  '告知': '告知',
  '进入': '进入',
  '陈述申辩': '陈述申辩',
  '拒签': '拒签',
  '扣押': '扣押',
  '送达': '送达',
  '全程': '全程',
  '签署': '签署',
};

/**
 * Recusal 回避关系 keeps an inspector away from a subject (art. 16).
 */
export interface Recusal {
  id: string;
  subject: string;
  inspector: string;
  kind: string;
  from: string;
  to: string;
}

/**
 * RecusalClaim 是否申请回避 is the party's answer, as it is recorded.
 */
export type RecusalClaim =
  | 'none'
  | 'asked';

export const RecusalClaimLabels: Record<RecusalClaim, string> = {
  'none': '不申请回避',
  'asked': '申请回避',
};

/**
 * RecusalPage and LeavePage are pages of lists.
 */
export interface RecusalPage {
  total: number;
  rows: RecusalView[];
}

/**
 * RecusalQuery asks for relations of one inspector or subject (id, badge,
 * code), or of everybody.
 */
export interface RecusalQuery {
  subject: string;
  inspector: string;
  page: number;
  size: number;
}

/**
 * RecusalView is a 回避关系 with the names of both.
 */
export interface RecusalView {
  recusal: Recusal;
  subjectName: string;
  subjectCode: string;
  inspectorName: string;
  badge: string;
  active: boolean;
}

/**
 * ReferInput describes evidence that is kept elsewhere: a recording in a recorder's
 * own store, a file of another system, a physical thing.
 */
export interface ReferInput {
  about: EvidenceInput;
  name: string;
  place: string;
  sha256: string;
  sm3: string;
  size: number;
}

/**
 * RegisterChange is one field of a register's row that one version changed.
 */
export interface RegisterChange {
  at: string;
  person: string;
  how: string;
  reason: string;
  field: string;
  old: string;
  new: string;
}

/**
 * RegisterCheck is the look-over of both registers (库况检查, art. 9).
 */
export interface RegisterCheck {
  today: string;
  soon: number;
  counts: FaultCount[];
}

/**
 * RegisterCount is how many valid subjects a department's register held.
 */
export interface RegisterCount {
  department: string;
  subjects: number;
}

/**
 * RegisterField is one field of a register's rows: its JSON name, its name for
 * people. Bulk fields may be set for many rows at once; a visit may suggest
 * another value for those of Suggest.
 */
export interface RegisterField {
  name: string;
  label: string;
  kind: FieldKind;
  bulk: boolean;
  suggest: boolean;
}

/**
 * RegisterFields names the fields of the registers.
 */
export interface RegisterFields {
  subject: RegisterField[];
  inspector: RegisterField[];
}

/**
 * RelieveInput names who takes the place of an outside department's inspector.
 */
export interface RelieveInput {
  department: string;
  name: string;
  certNo: string;
  certUntil: string;
  request: string;
}

/**
 * ReplaceAsk asks to take a member out of a team.
 */
export interface ReplaceAsk {
  team: string;
  inspector: string;
  cause: string;
  reason: string;
}

/**
 * ReplaceDecision is what the 分管负责人 (or 主要负责人) decided, however it was
 * given (P1).
 */
export interface ReplaceDecision {
  request: string;
  approve: boolean;
  kind: string;
  approver: string;
  post: string;
  date: string;
  opinion: string;
  scanPath: string;
}

/**
 * ReplaceInput asks for the draw that follows a consent.
 */
export interface ReplaceInput {
  request: string;
  inputKind: string;
  inputNote: string;
}

/**
 * ReplaceRequest 更换申请 asks to take one member out of a team; a 回避申请 is one
 * whose cause is 执行回避. Until it is decided the work goes on.
 */
export interface ReplaceRequest {
  id: string;
  task: string;
  team: string;
  subject: string;
  inspector: string;
  name: string;
  cause: Cause;
  reason: string;
  askedBy: string;
  asker: string;
  askedAt: string;
  dueOn: string;
  approver: string;
  post: string;
  opinion: string;
  decidedAt: string;
  approval: string;
  draw: string;
  state: RequestState;
  phoned: Phoned | null;
}

/**
 * Replaced is what a replacement did, or how far its draw has come.
 */
export interface Replaced {
  request: ReplaceRequest;
  draw: Drawing;
  team: Team;
  needLeader: boolean;
  toVoid: Paper[];
}

/**
 * Reply 部门答复 says who of another department inspected its matters, or why
 * nobody did.
 */
export interface Reply {
  department: string;
  officer: string;
  certNo: string;
  on: string;
  form: string;
  reason: string;
}

/**
 * ReportInput asks for one report.
 */
export interface ReportInput {
  kind: ReportKind;
  from: string;
  to: string;
  unit: string;
}

/**
 * ReportKind is one of the reports that superiors ask for (P17).
 */
export type ReportKind =
  | 'ledger'
  | 'stats'
  | 'joint'
  | 'library'
  | 'overdue'
  | 'rectify'
  | 'summary';

export const ReportKindLabels: Record<ReportKind, string> = {
  'ledger': '工作台账',
  'stats': '统计表',
  'joint': '联合抽查统计',
  'library': '一单两库维护表',
  'overdue': '逾期清单',
  'rectify': '整改销号表',
  'summary': '半年（年度）总结',
};

/**
 * Reprint 补打 is a print after the first; its PDF carries the mark.
 */
export interface Reprint {
  no: number;
  pdf: string;
  copies: number;
  at: string;
  by: string;
}

/**
 * RequestState 更换申请状态.
 */
export type RequestState =
  | 'asked'
  | 'approved'
  | 'refused'
  | 'done'
  | 'phoned'
  | 'confirmed'
  | 'contradicted';

export const RequestStateLabels: Record<RequestState, string> = {
  'asked': '待决定',
  'approved': '已批准，待重新抽取',
  'refused': '不予批准',
  'done': '已更换',
  'phoned': '电话告知，待核',
  'confirmed': '变更包已证实',
  'contradicted': '与变更包不符',
};

/**
 * RequestView is a request with what a page shows beside it.
 */
export interface RequestView {
  request: ReplaceRequest;
  subjectName: string;
  order: number;
  causeLabel: string;
  stateLabel: string;
  overdue: boolean;
  paperDue: string;
  deputed: string;
}

/**
 * RestoreForm is what a restore needs.
 */
export interface RestoreForm {
  file: string;
  passphrase: string;
  key: string;
  person: string;
  password: string;
  newPassword: string;
  evidence: string;
}

/**
 * Restored says what a backup holds, or what a restore has done.
 */
export interface Restored {
  format: string;
  workspace: string;
  kind: string;
  device: string;
  at: string;
  entries: number;
  found: number;
  checkpoint: string;
  problems: string[];
  kept: string;
  lost: number;
  missing: string[];
  told: string;
  limit: string;
}

/**
 * Result 检查结果 of one subject in one task.
 */
export interface Result {
  id: string;
  task: string;
  team: string;
  visit: string;
  subject: string;
  code: ResultCode;
  matters: MatterResult[];
  followUp: string;
  finishedOn: string;
  dueOn: string;
  dueNote: string;
  enteredBy: string;
  reviewedBy: string;
  reviewedAt: string;
  platformNo: string;
  platformAt: string;
  publishedAt: string;
  proof: string;
  proofName: string;
  operator: string;
  state: ResultState;
}

/**
 * ResultCode 检查结果类别 (DOMAIN 1.6, the eight of the police and subject states).
 */
export type ResultCode =
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R4'
  | 'R5'
  | 'R6'
  | 'R7'
  | 'R8';

export const ResultCodeLabels: Record<ResultCode, string> = {
  'R1': '未发现问题',
  'R2': '未按规定公示应当公示的信息',
  'R3': '公示信息隐瞒真实情况、弄虚作假',
  'R4': '通过登记的住所（经营场所）无法联系',
  'R5': '发现问题已责令改正',
  'R6': '不配合检查情节严重',
  'R7': '未发现开展本次抽查涉及的经营活动',
  'R8': '发现问题待后续处理',
};

/**
 * ResultState 结果状态 (P2): the clock of art. 21 stops only at published.
 */
export type ResultState =
  | 'entered'
  | 'reviewed'
  | 'onfile'
  | 'published'
  | 'withheld';

export const ResultStateLabels: Record<ResultState, string> = {
  'entered': '待审核',
  'reviewed': '待录平台',
  'onfile': '已录平台',
  'published': '已公示',
  'withheld': '不予公开',
};

/**
 * ResultView is a result with what lists and the 录入助手 show.
 */
export interface ResultView {
  result: Result;
  subjectName: string;
  subjectCode: string;
  taskNo: string;
  codeLabel: string;
  stateLabel: string;
  overdue: boolean;
}

/**
 * Retention 保存期限 is how long an item is kept and what that follows from.
 */
export interface Retention {
  forever: boolean;
  until: string;
  why: string;
}

/**
 * Revocation 吊销 is why and when a certificate stopped counting.
 */
export interface Revocation {
  why: RevokeWhy;
  note: string;
  by: string;
  at: string;
}

/**
 * RevokeWhy 吊销原因 decides what is thought of signatures older than the
 * revocation: those of a lost key prove nothing any more.
 */
export type RevokeWhy =
  | 'lost'
  | 'left'
  | 'replaced'
  | 'retired';

export const RevokeWhyLabels: Record<RevokeWhy, string> = {
  'lost': '遗失、被盗或密钥失控',
  'left': '使用人离岗',
  'replaced': '更换设备或证书',
  'retired': '设备停用',
};

/**
 * RiskWeights 风险权重 is how many tickets a subject has by its 风险等级; 0 = 1. A
 * subject without a grade has one.
 */
export interface RiskWeights {
  high: number;
  mid: number;
  low: number;
}

/**
 * Role 角色 decides what a person may do; see actions.go for the table.
 */
export type Role =
  | 'office'
  | 'leader'
  | 'member'
  | 'legal'
  | 'deputy'
  | 'head'
  | 'supervisor'
  | 'admin';

export const RoleLabels: Record<Role, string> = {
  'office': '办公室',
  'leader': '组长',
  'member': '检查员',
  'legal': '法制员',
  'deputy': '分管负责人',
  'head': '主要负责人',
  'supervisor': '监督',
  'admin': '管理员',
};

/**
 * RoundSet is what was prepared for the firms of a day, in one file to print.
 */
export interface RoundSet {
  path: string;
  firms: number;
  issued: Paper[];
  papers: number;
  left: string[];
}

/**
 * RowProblem is one thing wrong with one row.
 */
export interface RowProblem {
  row: number;
  column: string;
  value: string;
  reason: string;
}

/**
 * SavedOrigin is a copy of the platform's list as it was imported.
 */
export interface SavedOrigin {
  file: string;
  name: string;
  sha256: string;
  size: number;
}

/**
 * ScanBatch 扫描批次 is one mixed pile put through the scanner (P5): its files as
 * they came, and every page of them with what became of it.
 */
export interface ScanBatch {
  id: string;
  name: string;
  at: string;
  by: string;
  files: ScanFile[];
  pages: ScanPage[];
  done: boolean;
}

/**
 * ScanFault is why a page could not be placed by its code.
 */
export type ScanFault =
  | 'nocode'
  | 'blank'
  | 'broken'
  | 'foreign'
  | 'old'
  | 'double'
  | 'closed'
  | 'returned';

export const ScanFaultLabels: Record<ScanFault, string> = {
  'nocode': '没有读出二维码',
  'blank': '空白页',
  'broken': '图像读不出',
  'foreign': '不是本机的文书',
  'old': '旧版本',
  'double': '重页',
  'closed': '文书已归档',
  'returned': '已退回',
};

/**
 * ScanFile is one file of the scanner, kept unchanged.
 */
export interface ScanFile {
  name: string;
  sha256: string;
  sm3: string;
  size: number;
  pages: number;
}

/**
 * ScanPage is one scanned page.
 */
export interface ScanPage {
  no: number;
  file: number;
  filePage: number;
  image: string;
  turn: number;
  code: string;
  fault: ScanFault;
  note: string;
  state: ScanState;
  paper: string;
  number: string;
  sheet: number;
  by: string;
  reason: string;
}

/**
 * ScanPaper is a document some of whose pages were scanned.
 */
export interface ScanPaper {
  paper: Paper;
  missing: number[];
  whole: boolean;
}

/**
 * ScanState 扫描页状态.
 */
export type ScanState =
  | 'waiting'
  | 'placed'
  | 'aside';

export const ScanStateLabels: Record<ScanState, string> = {
  'waiting': '待人工处理',
  'placed': '已归入文书',
  'aside': '不归档',
};

/**
 * ScanView is a batch with the documents its pages belong to.
 */
export interface ScanView {
  batch: ScanBatch;
  waiting: number;
  papers: ScanPaper[];
}

/**
 * Sent describes a package that was written.
 */
export interface Sent {
  path: string;
  kind: string;
  files: number;
  size: number;
  tagmanifest: string;
}

/**
 * SentForm is a 分部门检查表 and the files it was written to.
 */
export interface SentForm {
  paper: Paper;
  pdf: string;
  sheet: string;
}

/**
 * SetLine is a document of the set that an inspection needs on paper (P6).
 */
export interface SetLine {
  kind: string;
  name: string;
  ref: string;
  paper: string;
  number: string;
  state: string;
  copies: string[];
  lacks: string[];
}

/**
 * SetupForm is what a new workspace needs.
 */
export interface SetupForm {
  kind: string;
  name: string;
  organ: string;
  region: string;
  person: string;
  password: string;
  passphrase: string;
}

/**
 * ShapeView is a shape to choose.
 */
export interface ShapeView {
  kind: ImportKind;
  name: string;
  label: string;
}

/**
 * Share 分派 is one 任务执行单位's part of a locked list (art. 14-15). Its task
 * is an aggregate of its own, so that each aggregate has one owner: the unit's
 * office draws the inspectors, chooses the leaders and brings the results.
 */
export interface Share {
  unit: string;
  subjects: string[];
  task: string;
  sentAt: string;
}

/**
 * ShareSubject is a subject of a share, in visit order.
 */
export interface ShareSubject {
  id: string;
  order: number;
  name: string;
  code: string;
  station: string;
  department: string;
}

/**
 * ShareView is a unit's share with what a page shows of it.
 */
export interface ShareView {
  share: Share;
  own: boolean;
  device: string;
  subjects: ShareSubject[];
}

/**
 * Sheet is one page of a signed original: where its picture came from.
 */
export interface Sheet {
  page: number;
  image: string;
  turn: number;
  batch: string;
  no: number;
  source: string;
  sourcePage: number;
  byHand: string;
  at: string;
}

/**
 * SignInForm is what somebody shows to sign in: with the password; or, where there
 * is none yet or it is forgotten, with the passphrase and a new password.
 */
export interface SignInForm {
  person: string;
  password: string;
  newPassword: string;
  passphrase: string;
}

/**
 * SignatureVerdict is one announced signer. Root is the fingerprint of the
 * root that vouches for the certificate, trusted or not.
 */
export interface SignatureVerdict {
  name: string;
  role: string;
  meaning: string;
  fingerprint: string;
  root: string;
  state: State;
  sentence: string;
  stale: boolean;
}

/**
 * SignerKind 签署人身份.
 */
export type SignerKind =
  | 'party'
  | 'legalrep'
  | 'witness'
  | 'interpreter'
  | 'officer'
  | 'outside';

export const SignerKindLabels: Record<SignerKind, string> = {
  'party': '当事人（陪同人）',
  'legalrep': '法定代表人（负责人）',
  'witness': '见证人',
  'interpreter': '翻译人员',
  'officer': '检查人员',
  'outside': '外部门检查人员',
};

/**
 * SignerMeta announces a signature inside the signed bytes, so that one
 * cannot be dropped or exchanged unseen.
 */
export interface SignerMeta {
  name: string;
  role: string;
  meaning: string;
  fingerprint: string;
}

/**
 * Signing is who signed a document by hand, or refused to.
 */
export interface Signing {
  kind: SignerKind;
  name: string;
  refused: boolean;
  reason: string;
  witness: string;
  at: string;
  by: string;
}

/**
 * Span 关键片段 is a part of a recording worth looking at, in seconds from its start.
 */
export interface Span {
  from: number;
  to: number;
  note: string;
}

/**
 * SplitRule 分派方式.
 */
export type SplitRule =
  | 'station'
  | 'department';

export const SplitRuleLabels: Record<SplitRule, string> = {
  'station': '按属地派出所',
  'department': '按监管警种',
};

/**
 * Standing is what follows from a visit's fields and evidence. It changes with
 * every save, and is all that a page asks for again.
 */
export interface Standing {
  visit: Visit;
  steps: StepRecord[];
  problems: ErrorBody[];
  papers: DuePaper[];
  items: number;
}

/**
 * State is the outcome for a package or for one signature.
 */
export type State =
  | 'valid'
  | 'intact'
  | 'valid-then'
  | 'invalid';

export const StateLabels: Record<State, string> = {
  'valid': '有效',
  'intact': '完整，签发者未核实',
  'valid-then': '签署时有效，现状无法核实',
  'invalid': '无效',
};

/**
 * StationFile is a line of a collection station's list (采集站清单): one file of
 * one recorder, by that recorder's clock.
 */
export interface StationFile {
  row: number;
  recorder: string;
  officer: string;
  badge: string;
  from: string;
  to: string;
  duration: number;
  name: string;
  size: number;
  sha256: string;
  sm3: string;
  place: string;
}

/**
 * StationList is a collection station's list, and what of it may fill in the
 * recordings that were registered on site (P10).
 */
export interface StationList {
  name: string;
  sha256: string;
  files: number;
  faults: string[];
  waiting: StationWaiting[];
}

/**
 * StationMatch is a file that may be what was registered on site, and why.
 */
export interface StationMatch {
  file: StationFile;
  from: string;
  to: string;
  why: string[];
  sound: boolean;
}

/**
 * StationWaiting is an item that waits to be filled in, with the candidates.
 */
export interface StationWaiting {
  evidence: Evidence;
  subject: string;
  candidates: StationMatch[];
}

/**
 * StepReason says why a step has neither sound nor picture.
 */
export interface StepReason {
  step: RecordStep;
  reason: string;
}

/**
 * StepRecord is how one important step of a visit stands.
 */
export interface StepRecord {
  step: RecordStep;
  why: string;
  by: string[];
  names: string[];
  reason: string;
}

/**
 * Stop is one firm of today's round (今日路线单).
 */
export interface Stop {
  team: Team;
  subjectName: string;
  subjectCode: string;
  address: string;
  trade: string;
  stateLabel: string;
  device: string;
  frequency: string;
  taskNo: string;
  taskName: string;
  dueOn: string;
  late: boolean;
  visitId: string;
  visitState: string;
  visitLabel: string;
  secondOn: string;
  problems: number;
  lacks: string[];
  openPast: number;
  matters: string[];
  contact: string;
}

export interface StratumSize {
  trade: string;
  size: number;
}

/**
 * Subject 检查对象 is a row of the subject register (art. 9).
 */
export interface Subject {
  id: string;
  code: string;
  codeNote: string;
  name: string;
  kind: string;
  trade: string;
  department: string;
  station: string;
  address: string;
  premises: string;
  legalRep: string;
  contact: string;
  phone: string;
  founded: string;
  registrar: string;
  status: string;
  licence: string;
  licenceNo: string;
  licenceFrom: string;
  licenceTo: string;
  risk: string;
  key: boolean;
  lastChecked: string;
  scope: string;
  issuer: string;
  credit: string;
  tags: string;
  region: string;
  industry: string;
  mergedInto: string;
}

/**
 * SubjectCard is a row of the subject register with what belongs to it.
 */
export interface SubjectCard {
  subject: Subject;
  head: string;
  mergedFrom: Subject[];
  recusals: RecusalView[];
}

/**
 * SubjectForm is a row of the subject register as typed into a form. Head is
 * the version that the form was filled from, "" of a new row.
 */
export interface SubjectForm {
  subject: Subject;
  head: string;
  reason: string;
}

export interface SubjectPage {
  total: number;
  rows: Subject[];
}

/**
 * SuggestInput is what somebody on site found to be otherwise than the
 * register says.
 */
export interface SuggestInput {
  visit: string;
  field: string;
  new: string;
  why: string;
}

/**
 * Suggestion 名录库更正建议 is what a visit found to be otherwise than the
 * register says (art. 9). The laptop makes it, the office decides.
 */
export interface Suggestion {
  id: string;
  visit: string;
  team: string;
  task: string;
  subject: string;
  field: string;
  old: string;
  new: string;
  why: string;
  by: string;
  at: string;
  state: SuggestionState;
  decidedBy: string;
  decidedAt: string;
  opinion: string;
  later: string;
}

/**
 * SuggestionDecision accepts a 更正建议 or not. Against a later change of the
 * register both need an Opinion, and accepting it names the value that it
 * replaces, so that nobody overwrites what they have not seen.
 */
export interface SuggestionDecision {
  id: string;
  accept: boolean;
  opinion: string;
  over: string;
}

/**
 * SuggestionPage is a page of suggestions.
 */
export interface SuggestionPage {
  total: number;
  rows: SuggestionView[];
}

/**
 * SuggestionQuery asks for suggestions of one visit, in one state, or for all.
 */
export interface SuggestionQuery {
  visit: string;
  state?: SuggestionState;
  page: number;
  size: number;
}

/**
 * SuggestionState 更正建议的状态.
 */
export type SuggestionState =
  | 'open'
  | 'accepted'
  | 'rejected';

export const SuggestionStateLabels: Record<SuggestionState, string> = {
  'open': '待处理',
  'accepted': '已采纳',
  'rejected': '未采纳',
};

/**
 * SuggestionView is a 更正建议 with what a page shows beside it.
 */
export interface SuggestionView {
  suggestion: Suggestion;
  subjectName: string;
  subjectCode: string;
  fieldLabel: string;
  present: string;
  stateLabel: string;
  later: string;
}

/**
 * Task 抽查任务 is one campaign: matters, a pool, a draw, teams, results.
 */
export interface Task {
  id: string;
  no: string;
  platformNo: string;
  name: string;
  plan: string;
  planNo: string;
  planName: string;
  adHocReason: string;
  organ: string;
  lead: string;
  departments: string[];
  joint: boolean;
  matters: string[];
  trades: string[];
  scope: string;
  from: string;
  to: string;
  ratioNum: number;
  ratioDen: number;
  total: number;
  perSubject: number;
  origin: Origin;
  originReason: string;
  originFile: string;
  originName: string;
  pool: number;
  excluded: number;
  winners: Winner[];
  state: TaskState;
  approval: string;
  createdBy: string;
  rule: DrawRule;
  kind: TaskKind;
  nonRandom: NonRandom | null;
  shares: Share[];
  moves: Moved[];
  parent: string;
  unit: string;
  unitDevice: string;
  inField: boolean;
  deputed: string[];
  fieldNo: string;
  recalls: Recall[];
  recalled: string;
  omitted: Omitted[];
  lockedOn: string;
  registers: RegisterCount[];
}

/**
 * TaskAttempts are the draws of one task; abandoned ones stay on record.
 */
export interface TaskAttempts {
  task: string;
  no: string;
  name: string;
  subjects: number;
  inspectors: number;
  replacements: number;
  abandoned: AbandonedDraw[];
}

/**
 * TaskKind tells 双随机 tasks from the inspections that art. 3 takes out of them.
 */
export type TaskKind =
  | 'random'
  | 'nonrandom';

/**
 * TaskLine is a task that is not closed, with what decides its next step.
 */
export interface TaskLine {
  id: string;
  no: string;
  name: string;
  origin: Origin;
  state: TaskState;
  from: string;
  to: string;
  winners: number;
  draw: DrawState;
  leaderless: number;
  late: boolean;
  notice: NoticeState;
}

/**
 * TaskPage is a page of tasks.
 */
export interface TaskPage {
  total: number;
  rows: Task[];
}

/**
 * TaskState 任务状态.
 */
export type TaskState =
  | 'draft'
  | 'frozen'
  | 'drawn'
  | 'locked'
  | 'assigned'
  | 'matched'
  | 'approved'
  | 'dispatched'
  | 'returned'
  | 'closed';

export const TaskStateLabels: Record<TaskState, string> = {
  'draft': '起草',
  'frozen': '名录已冻结',
  'drawn': '对象已抽取',
  'locked': '名单已锁定',
  'assigned': '已分派执行单位',
  'matched': '人员已匹配',
  'approved': '已审批',
  'dispatched': '已派发',
  'returned': '结果已回收',
  'closed': '已公示办结',
};

/**
 * Team 检查组 inspects one subject of one task (art. 15).
 */
export interface Team {
  id: string;
  task: string;
  subject: string;
  order: number;
  members: Member[];
  leader: string;
  proposed: string;
  date: string;
  scheme: string;
  workPlan: WorkPlan | null;
  draw: string;
  state: TeamState;
  leadBasis: string;
  changes: TeamChange[];
  frequency: string;
  postponed: string;
  past: PastCheck[];
}

/**
 * TeamChange 人员更换记录 keeps who left a team, who was drawn, why, and by
 * whose consent (art. 16).
 */
export interface TeamChange {
  request: string;
  old: Member;
  new: Member;
  cause: Cause;
  approval: string;
  approver: string;
  draw: string;
  attempt: number;
  led: boolean;
  at: string;
}

/**
 * TeamState 检查组状态.
 */
export type TeamState =
  | 'matched'
  | 'ready'
  | 'dispatched'
  | 'returned';

export const TeamStateLabels: Record<TeamState, string> = {
  'matched': '已匹配，待选组长',
  'ready': '组长已选定',
  'dispatched': '已派发',
  'returned': '已交回',
};

/**
 * TeamView is a team with what a page shows of its subject.
 */
export interface TeamView {
  team: Team;
  subjectName: string;
  subjectCode: string;
  address: string;
  trade: string;
  stateLabel: string;
  device: string;
  frequency: string;
}

/**
 * Template 文书式样 is a kind of document that is data: what is filled in, and
 * for what it is issued. How it looks on paper stands in the text it was read
 * from (backend/pdf/template).
 */
export interface Template {
  kind: DocumentKind;
  name: string;
  class: string;
  local: boolean;
  noun: Noun;
  short: string;
  many: boolean;
  after: boolean;
  ready: boolean;
  source: string;
  fields: TemplateField[];
  text: string;
  version: number;
}

/**
 * TemplateDecision is what 法制 decided on a version, however it was given (P1).
 */
export interface TemplateDecision {
  id: string;
  approve: boolean;
  from: string;
  kind: string;
  approver: string;
  post: string;
  date: string;
  opinion: string;
  scanPath: string;
}

/**
 * TemplateField is one blank of a template.
 */
export interface TemplateField {
  key: string;
  label: string;
  type: BlankType;
  required: boolean;
  options: string[];
  columns: string[];
  from: string;
  fixed: boolean;
  default: string;
  hint: string;
  sample: string;
}

/**
 * TemplateKind is a kind of document that is data, with all its versions.
 */
export interface TemplateKind {
  kind: string;
  name: string;
  class: string;
  noun: string;
  local: boolean;
  builtin: boolean;
  inUse: boolean;
  own: number;
  versions: TemplateVersion[];
}

/**
 * TemplateState 式样状态.
 */
export type TemplateState =
  | 'loaded'
  | 'approved'
  | 'refused'
  | 'withdrawn';

export const TemplateStateLabels: Record<TemplateState, string> = {
  'loaded': '待法制员批准',
  'approved': '已批准',
  'refused': '未批准',
  'withdrawn': '已撤回',
};

/**
 * TemplateVersion 本局式样 is one version of a bureau's own wording of a kind of
 * document, or of a form of its own. It holds from a date once 法制 approved it.
 */
export interface TemplateVersion {
  id: string;
  kind: DocumentKind;
  name: string;
  version: number;
  text: string;
  reason: string;
  state: TemplateState;
  loadedBy: string;
  loader: string;
  loadedAt: string;
  from: string;
  approval: string;
  approver: string;
  post: string;
  opinion: string;
  decidedAt: string;
}

/**
 * ThirdParty 受委托的第三方 helps in a technical field under a 委托书.
 */
export interface ThirdParty {
  name: string;
  people: string;
  scope: string;
  commission: string;
  file: string;
  fileName: string;
}

/**
 * TimeNode 时间节点.
 */
export interface TimeNode {
  date: string;
  what: string;
}

/**
 * TopRow is one of the first rows of a file.
 */
export interface TopRow {
  sheet: string;
  row: number;
  cells: string[];
}

/**
 * TradeCoverage is how much of a trade was drawn and checked in the period.
 */
export interface TradeCoverage {
  trade: string;
  subjects: number;
  drawn: number;
  published: number;
}

/**
 * TradeRate 行业抽取比例 is the rate of a trade that is not drawn at the task's.
 */
export interface TradeRate {
  trade: string;
  num: number;
  den: number;
}

/**
 * TrustState is what this workspace knows of whom to trust.
 */
export interface TrustState {
  root: TrustedRoot;
  devices: Device[];
  lists: KnownList[];
  unlisted: number;
  others: TrustedRoot[];
}

/**
 * TrustedRoot is a root certificate in words.
 */
export interface TrustedRoot {
  name: string;
  fingerprint: string;
  short: string;
  until: string;
}

/**
 * Twin says that an item has the same content as another: told, not forbidden.
 */
export interface Twin {
  evidence: string;
  other: string;
  where: string;
  name: string;
}

/**
 * Undone is a change that was taken back, and the fields as they stand now: its
 * own last, before it those that the program had set with it.
 */
export interface Undone {
  change: Change;
  fields: Field[];
  left: number;
}

/**
 * UnfinishedCopy is evidence whose file is not wholly copied: paused, or cut off
 * by a crash or a pulled stick. It is no evidence yet and is listed nowhere else.
 */
export interface UnfinishedCopy {
  key: string;
  path: string;
  name: string;
  size: number;
  done: number;
  about: EvidenceInput;
}

/**
 * Unfit is one subject that an inspector may not inspect, and why.
 */
export interface Unfit {
  subject: string;
  why: string;
}

/**
 * UnitProgress 执行进度 is how far one unit has come with its part.
 */
export interface UnitProgress {
  unit: string;
  task: string;
  subjects: number;
  matched: number;
  sent: number;
  open: number;
  done: number;
  published: number;
  overdue: number;
  receivedAt: string;
  stateLabel: string;
}

/**
 * Verdict is what a person is told of a package. Meta and Signatures hold
 * only what could be read; in an invalid package nothing of them is vouched
 * for.
 */
export interface Verdict {
  state: State;
  sentence: string;
  proves: string[];
  notProves: string[];
  meta: Meta;
  tagmanifest: string;
  files: FileVerdict[];
  signatures: SignatureVerdict[];
}

/**
 * VerifyReport is what Verify says of a file: the verdict in words, and for a
 * package its files and signatures; Draw is set when a draw was replayed too.
 */
export interface VerifyReport {
  ok: boolean;
  state: string;
  verdict: Verdict;
  draw: DrawReport | null;
}

/**
 * Visit 一次检查: one team's inspection of one subject, covering every matter
 * of the task (art. 18). While it is open its fields live in the draft table,
 * one row a field, so that no keystroke waits for another.
 */
export interface Visit {
  id: string;
  task: string;
  team: string;
  subject: string;
  grant: string;
  startedAt: string;
  endedAt: string;
  place: string;
  outcome: VisitOutcome;
  outcomeNote: string;
  method: string;
  present: string[];
  credentials: boolean;
  rights: boolean;
  recusal: RecusalClaim;
  recusalNote: string;
  checkCode: string;
  noCheckCode: string;
  partyName: string;
  partyPost: string;
  partyId: string;
  partyPhone: string;
  witness: string;
  process: string;
  statement: string;
  refusal: string;
  recordNote: string;
  answers: Answer[];
  findings: Finding[];
  notes: Note[];
  state: VisitState;
  vehicle: string;
  rightsNote: string;
  callRecord: string;
  clauseRead: boolean;
  secondOn: string;
  ways: Way[];
  rechecks: Recheck[];
  carried: string;
  witnessId: string;
  legalRep: string;
  legalRepId: string;
  interpreter: string;
  interpreterId: string;
  language: string;
  marks: Mark[];
  stepReasons: StepReason[];
  replies: Reply[];
}

/**
 * VisitForm is an open visit: the typed record, its stored fields with their
 * revisions, and what a page needs beside them.
 */
export interface VisitForm {
  visit: Visit;
  steps: StepRecord[];
  problems: ErrorBody[];
  papers: DuePaper[];
  items: number;
  fields: Field[];
  subject: Subject;
  team: Team;
  task: Task;
  matters: Matter[];
  carried: string;
  handedTo: string;
  lost: string;
}

/**
 * VisitOutcome 检查实施情况 (P9).
 */
export type VisitOutcome =
  | 'done'
  | 'closed'
  | 'moved'
  | 'cancelled'
  | 'idle'
  | 'refused'
  | 'later';

export const VisitOutcomeLabels: Record<VisitOutcome, string> = {
  'done': '已实施检查',
  'closed': '关门停业，未能实施',
  'moved': '迁出或无法联系，未能实施',
  'cancelled': '已注销，未能实施',
  'idle': '未开展经营活动，未能实施',
  'refused': '拒绝检查',
  'later': '改期再查',
};

/**
 * VisitState 检查状态.
 */
export type VisitState =
  | 'open'
  | 'finished'
  | 'handed';

export const VisitStateLabels: Record<VisitState, string> = {
  'open': '检查中',
  'finished': '已结束',
  'handed': '已交回',
};

/**
 * Way 检查方式 is how one matter was inspected when not as the visit as a whole
 * (art. 17). Reading papers and watching a web site have a shape of their own:
 * nobody goes anywhere, so there are no steps of a visit.
 */
export interface Way {
  matter: string;
  method: string;
  url: string;
  at: string;
  shot: string;
  papers: string;
}

/**
 * Winner 抽中对象 is a drawn subject in visit order.
 */
export interface Winner {
  subject: string;
  code: string;
  name: string;
  drawId: string;
  ticket: string;
  inspectors: string[];
}

/**
 * Wiped says what 清除 took, and what it cannot promise.
 */
export interface Wiped {
  task: string;
  versions: number;
  files: number;
  kept: string[];
  limit: string;
}

/**
 * WipedTask is a task whose data a laptop erased, as it reported.
 */
export interface WipedTask {
  task: string;
  taskNo: string;
  at: string;
}

/**
 * WorkPlan 检查工作方案 of one team (art. 15): who does what, how, by when, and
 * whose help is used. Third parties and experts help; they are no inspectors,
 * take no seat and count for nobody.
 */
export interface WorkPlan {
  duties: Duty[];
  procedure: string[];
  nodes: TimeNode[];
  thirdParties: ThirdParty[];
  opinions: Opinion[];
}

/**
 * WorkPlanInput is a team's 检查工作方案 as it is entered.
 */
export interface WorkPlanInput {
  team: string;
  date: string;
  plan: WorkPlan;
  all: boolean;
}

/**
 * WorkspaceInfo describes the workspace to people.
 */
export interface WorkspaceInfo {
  dir: string;
  kind: string;
  kindLabel: string;
  name: string;
  organ: string;
  region: string;
  device: string;
  today: string;
  fingerprint: string;
  unlocked: boolean;
  enrolled: boolean;
  clockNote: string;
  checkpoint: string;
  calendar: string;
  parent: string;
  unitKey: string;
  theme: string;
  idle: number;
}

/**
 * YearClose 年终结账 freezes the meters of a year, denominators and all (art. 8,
 * 11). A year that misses a minimum is closed only by consent of the
 * 主要负责人, with a reason.
 */
export interface YearClose {
  id: string;
  year: number;
  meters: Meters;
  at: string;
  by: string;
  reason: string;
  approval: string;
  approver: string;
  post: string;
}

/**
 * Session is one page's connection: which workspace, who is asking, and where
 * events go.
 */
export const Session = {
  /**
   * Accounts lists who may sign in. It needs nobody signed in.
   */
  Accounts: () =>
    call<AccountList>('Session', 'Accounts', []),
  /**
   * ChangePassword changes one's own password.
   */
  ChangePassword: (old: string, fresh: string) =>
    call<void>('Session', 'ChangePassword', [old, fresh]),
  /**
   * DocumentKinds lists the 文书 that can be issued.
   */
  DocumentKinds: () =>
    call<DocKind[]>('Session', 'DocumentKinds', []),
  /**
   * Info tells what is open and who is signed in. It is the one call that also
   * answers in a folder without a workspace.
   */
  Info: () =>
    call<Info>('Session', 'Info', []),
  /**
   * Link is the address under which the page can show a stored file (evidence,
   * a document's PDF, a scan) named by its SHA-256.
   */
  Link: (sha256: string) =>
    call<string>('Session', 'Link', [sha256]),
  /**
   * Lock covers the screen: only the same person's password, or another person's
   * signing in, goes on. What was typed stays.
   */
  Lock: () =>
    call<void>('Session', 'Lock', []),
  /**
   * People lists everybody who has or had an account.
   */
  People: () =>
    call<Person[]>('Session', 'People', []),
  /**
   * PickFile asks for an existing file and returns its path, "" when cancelled. It
   * also answers where there is no workspace yet: a backup is picked there.
   */
  PickFile: (kind: FileKind) =>
    call<string>('Session', 'PickFile', [kind]),
  /**
   * PickSave asks where to write a file called name, "" when cancelled.
   */
  PickSave: (name: string) =>
    call<string>('Session', 'PickSave', [name]),
  /**
   * Restore puts a backup into the session's folder, which holds no workspace or
   * one that cannot be opened. An open workspace is refused: it is in use.
   */
  Restore: (form: RestoreForm) =>
    call<Restored>('Session', 'Restore', [form]),
  /**
   * Resume unlocks the screen by the password of the person who works here.
   */
  Resume: (password: string) =>
    call<void>('Session', 'Resume', [password]),
  /**
   * Roles is the role x action table (角色权限表).
   */
  Roles: () =>
    call<Grants[]>('Session', 'Roles', []),
  /**
   * SetIdle sets after how many idle minutes the screen locks.
   */
  SetIdle: (minutes: number) =>
    call<void>('Session', 'SetIdle', [minutes]),
  /**
   * SetTheme keeps the colours of this PC: day or night.
   */
  SetTheme: (theme: string) =>
    call<void>('Session', 'SetTheme', [theme]),
  /**
   * Setup makes the workspace in the session's folder and signs its first person
   * in.
   */
  Setup: (form: SetupForm) =>
    call<void>('Session', 'Setup', [form]),
  /**
   * SignIn signs a person in; the first of a process opens the workspace. An error
   * whose field is newPassword asks for one.
   */
  SignIn: (form: SignInForm) =>
    call<Actor>('Session', 'SignIn', [form]),
  /**
   * SignOut ends the person's session; the page shows the sign-in again.
   */
  SignOut: () =>
    call<void>('Session', 'SignOut', []),
  /**
   * ThumbLink is the address of a small picture of a stored image.
   */
  ThumbLink: (sha256: string) =>
    call<string>('Session', 'ThumbLink', [sha256]),
  /**
   * Touch tells that the person did something: the page says so, at most a few
   * times a minute. Calls that the page makes by itself do not count.
   */
  Touch: () =>
    call<void>('Session', 'Touch', []),
  /**
   * UnlockKey opens the device's key with the workspace's passphrase.
   */
  UnlockKey: (passphrase: string) =>
    call<void>('Session', 'UnlockKey', [passphrase]),
};

/**
 * Jobs is the page's view of long work.
 */
export const Jobs = {
  /**
   * Cancel asks a job to stop; its last event says when it has.
   */
  Cancel: (id: string) =>
    call<void>('Jobs', 'Cancel', [id]),
  /**
   * List gives the session's jobs, oldest first.
   */
  List: () =>
    call<Job[]>('Jobs', 'List', []),
};

/**
 * Home is the page's view of where things stand.
 */
export const Home = {
  /**
   * Overview counts the lists and names what waits to be done.
   */
  Overview: () =>
    call<Overview>('Home', 'Overview', []),
};

/**
 * Library is the page's view of 一单两库.
 */
export const Library = {
  /**
   * AddLeave enters a 请假.
   */
  AddLeave: (leave: Leave) =>
    call<LeaveView>('Library', 'AddLeave', [leave]),
  /**
   * AddRecusal enters a 回避关系.
   */
  AddRecusal: (recusal: Recusal) =>
    call<RecusalView>('Library', 'AddRecusal', [recusal]),
  /**
   * Bulk sets one field of many rows in one transaction. It answers with a job,
   * which may be cancelled and then changes nothing; BulkDone gives its report.
   */
  Bulk: (edit: BulkInput) =>
    call<string>('Library', 'Bulk', [edit]),
  /**
   * BulkDone is what a finished bulk edit did.
   */
  BulkDone: (job: string) =>
    call<BulkReport>('Library', 'BulkDone', [job]),
  /**
   * BulkPreview counts what a bulk edit would do.
   */
  BulkPreview: (edit: BulkInput) =>
    call<BulkReport>('Library', 'BulkPreview', [edit]),
  /**
   * CarryOn stores the rest of it. It answers with a job.
   */
  CarryOn: () =>
    call<string>('Library', 'CarryOn', []),
  /**
   * Check counts what needs attention in both registers (库况检查).
   */
  Check: (soon: number) =>
    call<RegisterCheck>('Library', 'Check', [soon]),
  /**
   * DecideSuggestion accepts or rejects a 名录库更正建议.
   */
  DecideSuggestion: (in_: SuggestionDecision) =>
    call<SuggestionView>('Library', 'DecideSuggestion', [in_]),
  /**
   * EndLeave moves the last day of a 请假.
   */
  EndLeave: (id: string, to: string) =>
    call<LeaveView>('Library', 'EndLeave', [id, to]),
  /**
   * EndMatter takes a matter out of the list after a day, with the reason.
   */
  EndMatter: (id: string, date: string, reason: string) =>
    call<Matter>('Library', 'EndMatter', [id, date, reason]),
  /**
   * EndRecusal sets the last day of a 回避关系.
   */
  EndRecusal: (id: string, to: string, reason: string) =>
    call<RecusalView>('Library', 'EndRecusal', [id, to, reason]),
  /**
   * Export writes a register as an Excel file in the shape a platform imports.
   */
  Export: (kind: ImportKind, shape: string, out: string) =>
    call<Exported>('Library', 'Export', [kind, shape, out]),
  /**
   * Fields names the fields of the two registers.
   */
  Fields: () =>
    call<RegisterFields>('Library', 'Fields', []),
  /**
   * Held says whether a confirmed import waits to be stored to its end.
   */
  Held: () =>
    call<HeldImport>('Library', 'Held', []),
  /**
   * History says who changed which field of a row when, newest first.
   */
  History: (noun: Noun, id: string) =>
    call<RegisterChange[]>('Library', 'History', [noun, id]),
  /**
   * Import stores a file's good rows, all or none. It answers with a job, which
   * may be cancelled while rows are checked and then leaves nothing; Imported
   * gives its report.
   */
  Import: (kind: ImportKind, path: string) =>
    call<string>('Library', 'Import', [kind, path]),
  /**
   * Imported is what a finished import did.
   */
  Imported: (job: string) =>
    call<ImportReport>('Library', 'Imported', [job]),
  /**
   * InspectorCard reads a 执法检查人员 by id or badge, with what belongs to it.
   */
  InspectorCard: (ref: string) =>
    call<InspectorCard>('Library', 'InspectorCard', [ref]),
  /**
   * InspectorChoices lists what the inspector register may be filtered by.
   */
  InspectorChoices: () =>
    call<Choices>('Library', 'InspectorChoices', []),
  /**
   * Inspectors lists the 执法检查人员名录库.
   */
  Inspectors: (q: Query) =>
    call<InspectorPage>('Library', 'Inspectors', [q]),
  /**
   * Leaves lists 请假.
   */
  Leaves: (q: RecusalQuery) =>
    call<LeavePage>('Library', 'Leaves', [q]),
  /**
   * MapColumns remembers which column of a file becomes which field, for all files
   * with the same head; none forgets it. It answers with the new preview.
   */
  MapColumns: (kind: ImportKind, path: string, at: HeaderRow, choices: ColumnChoice[]) =>
    call<ImportReport>('Library', 'MapColumns', [kind, path, at, choices]),
  /**
   * MatterHistory tells how a matter came to be what it is, newest first.
   */
  MatterHistory: (id: string) =>
    call<MatterVersion[]>('Library', 'MatterHistory', [id]),
  /**
   * Matters lists the 抽查事项清单.
   */
  Matters: (q: Query) =>
    call<MatterPage>('Library', 'Matters', [q]),
  /**
   * MattersPublished records where and when matters were made public: those
   * given, or with none all that are not public yet. It returns how many.
   */
  MattersPublished: (ids: string[], site: string, url: string, date: string) =>
    call<number>('Library', 'MattersPublished', [ids, site, url, date]),
  /**
   * Merge makes one of two rows of the same subject.
   */
  Merge: (keep: string, drop: string, reason: string) =>
    call<SubjectCard>('Library', 'Merge', [keep, drop, reason]),
  /**
   * MergePreview says what merging one subject into another would do.
   */
  MergePreview: (keep: string, drop: string) =>
    call<MergePreview>('Library', 'MergePreview', [keep, drop]),
  /**
   * Preview says what importing a file would do; nothing is stored. at points at
   * the row of its column titles where they were not found.
   */
  Preview: (kind: ImportKind, path: string, at: HeaderRow) =>
    call<ImportReport>('Library', 'Preview', [kind, path, at]),
  /**
   * Recusals lists 回避关系.
   */
  Recusals: (q: RecusalQuery) =>
    call<RecusalPage>('Library', 'Recusals', [q]),
  /**
   * SaveCheck writes the 库况检查 with all its rows as Excel.
   */
  SaveCheck: (soon: number, out: string) =>
    call<void>('Library', 'SaveCheck', [soon, out]),
  /**
   * SaveInspector adds or changes a 执法检查人员.
   */
  SaveInspector: (form: InspectorForm) =>
    call<InspectorCard>('Library', 'SaveInspector', [form]),
  /**
   * SaveMatter adds a matter to the list (id "") or adjusts one.
   */
  SaveMatter: (m: Matter) =>
    call<Matter>('Library', 'SaveMatter', [m]),
  /**
   * SaveProblems writes a file's problem rows as Excel, the reason beside each.
   */
  SaveProblems: (kind: ImportKind, path: string, out: string) =>
    call<void>('Library', 'SaveProblems', [kind, path, out]),
  /**
   * SaveSubject adds or changes a 检查对象.
   */
  SaveSubject: (form: SubjectForm) =>
    call<SubjectCard>('Library', 'SaveSubject', [form]),
  /**
   * Shapes lists the shapes a register can be exported in.
   */
  Shapes: () =>
    call<ShapeView[]>('Library', 'Shapes', []),
  /**
   * SubjectCard reads a 检查对象 by id or code, with what belongs to it.
   */
  SubjectCard: (ref: string) =>
    call<SubjectCard>('Library', 'SubjectCard', [ref]),
  /**
   * SubjectChoices lists what the subject register may be filtered by.
   */
  SubjectChoices: () =>
    call<Choices>('Library', 'SubjectChoices', []),
  /**
   * Subjects lists the 检查对象名录库.
   */
  Subjects: (q: Query) =>
    call<SubjectPage>('Library', 'Subjects', [q]),
  /**
   * Suggestions lists 名录库更正建议.
   */
  Suggestions: (q: SuggestionQuery) =>
    call<SuggestionPage>('Library', 'Suggestions', [q]),
};

/**
 * Plan is the page's view of 年度抽查计划.
 */
export const Plan = {
  /**
   * Cancel takes a line out, with a reason.
   */
  Cancel: (id: string, reason: string) =>
    call<Plan>('Plan', 'Cancel', [id, reason]),
  /**
   * CapOf says how a firm stands to the caps in a year.
   */
  CapOf: (subject: string, year: number) =>
    call<CapState>('Plan', 'CapOf', [subject, year]),
  /**
   * Caps lists the yearly caps on checks of firms.
   */
  Caps: () =>
    call<Cap[]>('Plan', 'Caps', []),
  /**
   * CloseYear 年终结账 freezes the meters of a year.
   */
  CloseYear: (in_: CloseInput) =>
    call<YearClose>('Plan', 'CloseYear', [in_]),
  /**
   * ExceptCap registers the consent to one check of a firm over its cap.
   */
  ExceptCap: (in_: CapException) =>
    call<Approval>('Plan', 'ExceptCap', [in_]),
  /**
   * History tells how a line came to be what it is, newest first.
   */
  History: (id: string) =>
    call<PlanVersion[]>('Plan', 'History', [id]),
  /**
   * List lists the plan lines.
   */
  List: (q: Query) =>
    call<PlanPage>('Plan', 'List', [q]),
  /**
   * Meters says how far a year has come by art. 8 and 11, and what is missing.
   */
  Meters: (year: number) =>
    call<Meters>('Plan', 'Meters', [year]),
  /**
   * Published records where and when a line was made public.
   */
  Published: (id: string, site: string, url: string, date: string) =>
    call<void>('Plan', 'Published', [id, site, url, date]),
  /**
   * PublishedYear records one publication of a whole year's plan; it returns for
   * how many lines.
   */
  PublishedYear: (year: number, site: string, url: string, date: string) =>
    call<number>('Plan', 'PublishedYear', [year, site, url, date]),
  /**
   * Save adds a line (id "") or adjusts one.
   */
  Save: (p: Plan) =>
    call<Plan>('Plan', 'Save', [p]),
  /**
   * SaveMeters writes the meters of a year as a workbook.
   */
  SaveMeters: (year: number, out: string) =>
    call<void>('Plan', 'SaveMeters', [year, out]),
  /**
   * SetCap sets a cap; limit 0 takes it away.
   */
  SetCap: (c: Cap) =>
    call<Cap>('Plan', 'SetCap', [c]),
  /**
   * YearClosed is the closing of a year; its id is "" when it is not closed.
   */
  YearClosed: (year: number) =>
    call<YearClose>('Plan', 'YearClosed', [year]),
};

/**
 * Task is the page's view of 抽查任务.
 */
export const Task = {
  /**
   * Frequencies says which check of the year a task is for each subject.
   */
  Frequencies: (ref: string) =>
    call<Frequency[]>('Task', 'Frequencies', [ref]),
  /**
   * Get reads one task by id or number.
   */
  Get: (ref: string) =>
    call<Task>('Task', 'Get', [ref]),
  /**
   * List lists the tasks.
   */
  List: (q: Query) =>
    call<TaskPage>('Task', 'List', [q]),
  /**
   * Lock fixes the drawn list (art. 14).
   */
  Lock: (ref: string) =>
    call<Task>('Task', 'Lock', [ref]),
  /**
   * MapPlatform remembers which column of the platform's list is which.
   */
  MapPlatform: (in_: PlatformInput, choices: ColumnChoice[]) =>
    call<PlatformReport>('Task', 'MapPlatform', [in_, choices]),
  /**
   * New sets a task up.
   */
  New: (t: Task) =>
    call<Task>('Task', 'New', [t]),
  /**
   * NewNonRandom sets up an inspection outside the draw (art. 3).
   */
  NewNonRandom: (in_: NonRandomInput) =>
    call<Task>('Task', 'NewNonRandom', [in_]),
  /**
   * Pool counts who would be in the draw.
   */
  Pool: (ref: string) =>
    call<PoolCount>('Task', 'Pool', [ref]),
  /**
   * PreviewPlatform says what importing the platform's list would do.
   */
  PreviewPlatform: (in_: PlatformInput) =>
    call<PlatformReport>('Task', 'PreviewPlatform', [in_]),
  /**
   * SaveOrigin writes a copy of the platform's list that a task was made from.
   */
  SaveOrigin: (task: string, out: string) =>
    call<SavedOrigin>('Task', 'SaveOrigin', [task, out]),
  /**
   * TakePlatform takes the list that the platform drew, and adds to the registers
   * what they lack of it.
   */
  TakePlatform: (in_: PlatformInput) =>
    call<PlatformReport>('Task', 'TakePlatform', [in_]),
};

/**
 * Exception is the page's view of 例外登记.
 */
export const Exception = {
  /**
   * Ask enters an exception.
   */
  Ask: (in_: Exception) =>
    call<Exception>('Exception', 'Ask', [in_]),
  /**
   * Decide registers the decision on an exception.
   */
  Decide: (in_: ExceptionDecision) =>
    call<Exception>('Exception', 'Decide', [in_]),
  /**
   * List lists the exceptions of a task.
   */
  List: (task: string) =>
    call<ExceptionView[]>('Exception', 'List', [task]),
};

/**
 * Draw is the page's view of 随机抽取.
 */
export const Draw = {
  /**
   * Abandon ends a draw before its public input; it stays on record.
   */
  Abandon: (id: string, reason: string) =>
    call<Drawing>('Draw', 'Abandon', [id, reason]),
  /**
   * Fairness says how evenly the draws of a period fell.
   */
  Fairness: (from: string, to: string) =>
    call<Fairness>('Draw', 'Fairness', [from, to]),
  /**
   * Freeze fixes the pool and logs the statement.
   */
  Freeze: (in_: FreezeInput) =>
    call<Drawing>('Draw', 'Freeze', [in_]),
  /**
   * List lists the draws of a task.
   */
  List: (task: string) =>
    call<Drawing[]>('Draw', 'List', [task]),
  /**
   * Open gives out one code's own line of a finished draw, for its request.
   */
  Open: (id: string, code: string, asker: string) =>
    call<DrawOpening>('Draw', 'Open', [id, code, asker]),
  /**
   * Package exports a draw, public or internal form.
   */
  Package: (id: string, public_: boolean, out: string) =>
    call<Sent>('Draw', 'Package', [id, public_, out]),
  /**
   * Resume computes the result of a draw that a crash interrupted.
   */
  Resume: (id: string) =>
    call<Drawing>('Draw', 'Resume', [id]),
  /**
   * Reveal takes the public input and computes the result.
   */
  Reveal: (id: string, first: string, second: string, source: string) =>
    call<Drawing>('Draw', 'Reveal', [id, first, second, source]),
  /**
   * SaveFairness writes it as a workbook without personal data.
   */
  SaveFairness: (from: string, to: string, out: string) =>
    call<void>('Draw', 'SaveFairness', [from, to, out]),
  /**
   * Verify replays a draw from a package or a folder of its files.
   */
  Verify: (file: string) =>
    call<DrawVerdict>('Draw', 'Verify', [file]),
  /**
   * Witness records who saw the checkpoint leave this PC.
   */
  Witness: (id: string, witness: string, how: string) =>
    call<Drawing>('Draw', 'Witness', [id, witness, how]),
};

/**
 * Team is the page's view of 检查组.
 */
export const Team = {
  /**
   * AcceptProposed chooses the proposed leader for every team without one.
   */
  AcceptProposed: (task: string) =>
    call<number>('Team', 'AcceptProposed', [task]),
  /**
   * Amend writes the signed package that tells a laptop of a replacement.
   */
  Amend: (team: string, out: string) =>
    call<Sent>('Team', 'Amend', [team, out]),
  /**
   * Ask enters a request to replace a member.
   */
  Ask: (in_: ReplaceAsk) =>
    call<ReplaceRequest>('Team', 'Ask', [in_]),
  /**
   * AssignByHand puts the teams of a 非随机检查 together.
   */
  AssignByHand: (task: string, teams: HandTeam[]) =>
    call<Task>('Team', 'AssignByHand', [task, teams]),
  /**
   * Attach keeps a file that a 检查工作方案 relies on.
   */
  Attach: (path: string) =>
    call<FileRef>('Team', 'Attach', [path]),
  /**
   * Candidates lists whom AssignByHand takes, and whom it does not and why.
   */
  Candidates: (task: string) =>
    call<Candidate[]>('Team', 'Candidates', [task]),
  /**
   * ChooseLeader chooses a team's leader.
   */
  ChooseLeader: (team: string, inspector: string, reason: string) =>
    call<Team>('Team', 'ChooseLeader', [team, inspector, reason]),
  /**
   * Decide registers the decision on a request.
   */
  Decide: (in_: ReplaceDecision) =>
    call<ReplaceRequest>('Team', 'Decide', [in_]),
  /**
   * EnterOutsider enters an outside department's inspector; it gives the number of teams.
   */
  EnterOutsider: (in_: OutsiderInput) =>
    call<number>('Team', 'EnterOutsider', [in_]),
  /**
   * List lists the teams of a task in visit order.
   */
  List: (task: string) =>
    call<TeamView[]>('Team', 'List', [task]),
  /**
   * Postpone registers that a visit is 改期: nobody is left to be drawn.
   */
  Postpone: (request: string) =>
    call<Team>('Team', 'Postpone', [request]),
  /**
   * ReadOut gives the code of a team's last replacement, to be read out by phone.
   */
  ReadOut: (team: string) =>
    call<ReadOut>('Team', 'ReadOut', [team]),
  /**
   * Relieve enters who takes the place of an outside department's inspector.
   */
  Relieve: (in_: RelieveInput) =>
    call<Team>('Team', 'Relieve', [in_]),
  /**
   * Replace draws another inspector after consent.
   */
  Replace: (in_: ReplaceInput) =>
    call<Replaced>('Team', 'Replace', [in_]),
  /**
   * Requests lists a task's requests to replace a member, recusals among them.
   */
  Requests: (task: string) =>
    call<RequestView[]>('Team', 'Requests', [task]),
  /**
   * SetWorkPlan writes the 检查工作方案 of a team, or of all; it gives their number.
   */
  SetWorkPlan: (in_: WorkPlanInput) =>
    call<number>('Team', 'SetWorkPlan', [in_]),
  /**
   * TakePhone enters on a laptop a replacement that was told by phone.
   */
  TakePhone: (in_: PhonedInput) =>
    call<ReplaceRequest>('Team', 'TakePhone', [in_]),
  /**
   * ToVoid lists the papers that a replacement made void.
   */
  ToVoid: (team: string) =>
    call<Paper[]>('Team', 'ToVoid', [team]),
  /**
   * WorkPlan reads a team's 检查工作方案, or the template's draft of it.
   */
  WorkPlan: (team: string) =>
    call<WorkPlan>('Team', 'WorkPlan', [team]),
};

/**
 * Approval is the page's view of 审批登记.
 */
export const Approval = {
  /**
   * List lists the approvals of one thing.
   */
  List: (ref: string) =>
    call<Approval[]>('Approval', 'List', [ref]),
  /**
   * Paper attaches the signed sheet of an oral consent.
   */
  Paper: (id: string, scan: string) =>
    call<Approval>('Approval', 'Paper', [id, scan]),
  /**
   * Pending lists the oral consents whose paper is still missing.
   */
  Pending: () =>
    call<PendingPaper[]>('Approval', 'Pending', []),
  /**
   * Register enters an approval.
   */
  Register: (in_: ApprovalInput) =>
    call<Approval>('Approval', 'Register', [in_]),
};

/**
 * Assign is the page's view of 分派执行单位.
 */
export const Assign = {
  /**
   * Enrol certifies the office of a unit from its request file.
   */
  Enrol: (requestPath: string, unit: string, out: string) =>
    call<Device>('Assign', 'Enrol', [requestPath, unit, out]),
  /**
   * Keep begins the part that this office carries out itself.
   */
  Keep: (task: string) =>
    call<Task>('Assign', 'Keep', [task]),
  /**
   * Library writes the signed package that hands a unit its part of 一单两库.
   */
  Library: (unit: string, out: string) =>
    call<Sent>('Assign', 'Library', [unit, out]),
  /**
   * Move gives one subject to another unit, with a reason.
   */
  Move: (task: string, subject: string, unit: string, reason: string) =>
    call<Task>('Assign', 'Move', [task, subject, unit, reason]),
  /**
   * Package writes the signed package that hands a unit its part.
   */
  Package: (task: string, unit: string, out: string) =>
    call<Sent>('Assign', 'Package', [task, unit, out]),
  /**
   * Progress counts how far each unit has come.
   */
  Progress: (task: string) =>
    call<UnitProgress[]>('Assign', 'Progress', [task]),
  /**
   * Recall takes a part back from a unit and gives it to another, with a reason.
   */
  Recall: (task: string, part: string, to: string, reason: string) =>
    call<Task>('Assign', 'Recall', [task, part, to, reason]),
  /**
   * Shares shows how a locked list is split.
   */
  Shares: (task: string) =>
    call<ShareView[]>('Assign', 'Shares', [task]),
  /**
   * Split divides a locked list among the units.
   */
  Split: (task: string, rule: SplitRule) =>
    call<Task>('Assign', 'Split', [task, rule]),
  /**
   * Units lists who can carry out a part of a task.
   */
  Units: (task: string) =>
    call<string[]>('Assign', 'Units', [task]),
};

/**
 * Dispatch is the page's view of 派发与交换.
 */
export const Dispatch = {
  /**
   * Conflicts lists what waits for a decision, or what was decided.
   */
  Conflicts: (decided: boolean) =>
    call<ConflictView[]>('Dispatch', 'Conflicts', [decided]),
  /**
   * DecideConflict lets one of two versions stand.
   */
  DecideConflict: (in_: Decision) =>
    call<void>('Dispatch', 'DecideConflict', [in_]),
  /**
   * Deliver copies a package to the folder for the platform and registers it as sent.
   */
  Deliver: (id: string, path: string) =>
    call<Filing>('Dispatch', 'Deliver', [id, path]),
  /**
   * FilingAnswered registers the platform's receipt.
   */
  FilingAnswered: (in_: FilingAnswer) =>
    call<Filing>('Dispatch', 'FilingAnswered', [in_]),
  /**
   * FilingSent registers that a package was brought to the platform.
   */
  FilingSent: (id: string, on: string, way: string) =>
    call<Filing>('Dispatch', 'FilingSent', [id, on, way]),
  /**
   * Filings lists what was made for the provincial platform and what it answered.
   */
  Filings: (task: string) =>
    call<FilingView[]>('Dispatch', 'Filings', [task]),
  /**
   * HandOver passes an unfinished inspection on to another laptop.
   */
  HandOver: (in_: HandoverInput) =>
    call<HandedOver>('Dispatch', 'HandOver', [in_]),
  /**
   * Handing tells how far each task of this laptop has come on its way back.
   */
  Handing: () =>
    call<Handing[]>('Dispatch', 'Handing', []),
  /**
   * Holdings lists the laptops and what each holds.
   */
  Holdings: () =>
    call<DeviceHolding[]>('Dispatch', 'Holdings', []),
  /**
   * Open verifies a package and merges it.
   */
  Open: (path: string) =>
    call<Received>('Dispatch', 'Open', [path]),
  /**
   * Packages lists what was sent and received.
   */
  Packages: () =>
    call<Exchange[]>('Dispatch', 'Packages', []),
  /**
   * Receipt writes the office's signed receipts for a device.
   */
  Receipt: (device: string, out: string) =>
    call<Sent>('Dispatch', 'Receipt', [device, out]),
  /**
   * ReportLoss registers a lost laptop.
   */
  ReportLoss: (in_: LossInput) =>
    call<DeviceHolding>('Dispatch', 'ReportLoss', [in_]),
  /**
   * Result writes the signed result package.
   */
  Result: (task: string, out: string) =>
    call<Sent>('Dispatch', 'Result', [task, out]),
  /**
   * TakeBackLoss withdraws a report of loss and says what holds.
   */
  TakeBackLoss: (in_: FoundInput) =>
    call<FoundAgain>('Dispatch', 'TakeBackLoss', [in_]),
  /**
   * Task writes the signed task package for a device.
   */
  Task: (task: string, device: string, teams: string[], out: string) =>
    call<Sent>('Dispatch', 'Task', [task, device, teams, out]),
  /**
   * Upload writes the signed upload package for the platform.
   */
  Upload: (task: string, out: string) =>
    call<Sent>('Dispatch', 'Upload', [task, out]),
  /**
   * Urge records that a device was called in.
   */
  Urge: (device: string, note: string) =>
    call<Device>('Dispatch', 'Urge', [device, note]),
  /**
   * Verify checks any package without importing it.
   */
  Verify: (path: string) =>
    call<VerifyReport>('Dispatch', 'Verify', [path]),
  /**
   * Wipe erases what the office's receipts cover entirely.
   */
  Wipe: (task: string) =>
    call<Wiped>('Dispatch', 'Wipe', [task]),
};

/**
 * Visit is the page's view of 现场检查.
 */
export const Visit = {
  /**
   * Arrange sets the order of the round.
   */
  Arrange: (teams: string[]) =>
    call<Stop[]>('Visit', 'Arrange', [teams]),
  /**
   * CaseCheck is the part of the 案卷自查 that looks beyond the record.
   */
  CaseCheck: (visit: string) =>
    call<ErrorBody[]>('Visit', 'CaseCheck', [visit]),
  /**
   * Changes lists who wrote what into a field when; path "" = into any.
   */
  Changes: (visit: string, path: string) =>
    call<Change[]>('Visit', 'Changes', [visit, path]),
  /**
   * Door tells what is known of a firm before anybody goes in.
   */
  Door: (team: string) =>
    call<Door>('Visit', 'Door', [team]),
  /**
   * FieldHistory lists every value a field ever had.
   */
  FieldHistory: (visit: string, path: string) =>
    call<Field[]>('Visit', 'FieldHistory', [visit, path]),
  /**
   * FieldStart proposes what a 非随机检查 begins with on this laptop.
   */
  FieldStart: () =>
    call<FieldStart>('Visit', 'FieldStart', []),
  /**
   * Finish closes the visit after its self-check.
   */
  Finish: (visit: string) =>
    call<VisitForm>('Visit', 'Finish', [visit]),
  /**
   * Leave covers the form's edits with an audit leaf.
   */
  Leave: (visit: string) =>
    call<void>('Visit', 'Leave', [visit]),
  /**
   * Open reads a visit with its fields.
   */
  Open: (id: string) =>
    call<VisitForm>('Visit', 'Open', [id]),
  /**
   * Save stores one field; it answers once the text is on disk.
   */
  Save: (visit: string, path: string, value: string, rev: number) =>
    call<Field>('Visit', 'Save', [visit, path, value, rev]),
  /**
   * Standing tells how a visit stands now.
   */
  Standing: (id: string) =>
    call<Standing>('Visit', 'Standing', [id]),
  /**
   * Start opens a team's visit.
   */
  Start: (team: string) =>
    call<VisitForm>('Visit', 'Start', [team]),
  /**
   * StartNonRandom starts a 非随机检查 without a package.
   */
  StartNonRandom: (in_: FieldCheck) =>
    call<VisitForm>('Visit', 'StartNonRandom', [in_]),
  /**
   * Suggest enters a 名录库更正建议 of a visit.
   */
  Suggest: (in_: SuggestInput) =>
    call<SuggestionView>('Visit', 'Suggest', [in_]),
  /**
   * Today lists the firms of today's round.
   */
  Today: () =>
    call<Stop[]>('Visit', 'Today', []),
  /**
   * Undo takes the last change of an open visit back.
   */
  Undo: (visit: string) =>
    call<Undone>('Visit', 'Undo', [visit]),
};

/**
 * Evidence is the page's view of 证据材料.
 */
export const Evidence = {
  /**
   * Add copies a file into the workspace with its digests. It answers with a
   * job; the job's end brings the item into List.
   */
  Add: (in_: EvidenceInput, path: string) =>
    call<string>('Evidence', 'Add', [in_, path]),
  /**
   * AskErase asks to erase items whose time is over, and answers with the request.
   */
  AskErase: (ids: string[], reason: string) =>
    call<string>('Evidence', 'AskErase', [ids, reason]),
  /**
   * DropCopy gives an unfinished copy up.
   */
  DropCopy: (key: string) =>
    call<void>('Evidence', 'DropCopy', [key]),
  /**
   * Erase erases the files of an approved request.
   */
  Erase: (request: string) =>
    call<Evidence[]>('Evidence', 'Erase', [request]),
  /**
   * Fill fills in a recording from lines of a station's list.
   */
  Fill: (in_: FillInput) =>
    call<Evidence[]>('Evidence', 'Fill', [in_]),
  /**
   * HandOver registers that items changed hands.
   */
  HandOver: (ids: string[], h: Custody) =>
    call<void>('Evidence', 'HandOver', [ids, h]),
  /**
   * Keep says how long one item is kept, and why.
   */
  Keep: (id: string) =>
    call<Retention>('Evidence', 'Keep', [id]),
  /**
   * KeepForever keeps an item permanently by a person's decision.
   */
  KeepForever: (id: string, reason: string) =>
    call<Evidence>('Evidence', 'KeepForever', [id, reason]),
  /**
   * Keeping lists what is kept and how long; with due, only what is due, asked for or erased.
   */
  Keeping: (due: boolean) =>
    call<Kept[]>('Evidence', 'Keeping', [due]),
  /**
   * List lists the evidence of a visit.
   */
  List: (visit: string) =>
    call<Evidence[]>('Evidence', 'List', [visit]),
  /**
   * Page lists one page of a visit's evidence, what was added last first.
   */
  Page: (visit: string, page: number, size: number) =>
    call<EvidencePage>('Evidence', 'Page', [visit, page, size]),
  /**
   * Pending registers a recording that is still in its recorder.
   */
  Pending: (in_: EvidenceInput) =>
    call<Evidence>('Evidence', 'Pending', [in_]),
  /**
   * Refer registers evidence that is kept elsewhere.
   */
  Refer: (in_: ReferInput) =>
    call<Evidence>('Evidence', 'Refer', [in_]),
  /**
   * SetSpans sets the key ranges of a recording.
   */
  SetSpans: (id: string, spans: Span[]) =>
    call<Evidence>('Evidence', 'SetSpans', [id, spans]),
  /**
   * Station reads a collection station's list and proposes candidates.
   */
  Station: (path: string, ahead: number) =>
    call<StationList>('Evidence', 'Station', [path, ahead]),
  /**
   * Twins lists the items of a visit whose content stands elsewhere too.
   */
  Twins: (visit: string) =>
    call<Twin[]>('Evidence', 'Twins', [visit]),
  /**
   * UnfinishedCopies lists files whose copying stopped and can go on.
   */
  UnfinishedCopies: (visit: string) =>
    call<UnfinishedCopy[]>('Evidence', 'UnfinishedCopies', [visit]),
  /**
   * VerifyAll hashes every copied file again, as a job. One that is missing or
   * damaged fails the job with its name.
   */
  VerifyAll: () =>
    call<string>('Evidence', 'VerifyAll', []),
};

/**
 * Paper is the page's view of 文书.
 */
export const Paper = {
  /**
   * AttachScan files the image of the signed original.
   */
  AttachScan: (id: string, path: string) =>
    call<Paper>('Paper', 'AttachScan', [id, path]),
  /**
   * Batch issues a kind for every inspection of a task. It answers with a job;
   * Batched tells what it made.
   */
  Batch: (task: string, kind: string, out: string) =>
    call<string>('Paper', 'Batch', [task, kind, out]),
  /**
   * Batched is what an ended job of Batch made.
   */
  Batched: (job: string) =>
    call<BatchReport>('Paper', 'Batched', [job]),
  /**
   * Change registers a change by hand on the signed sheet.
   */
  Change: (id: string, c: PaperChange) =>
    call<Paper>('Paper', 'Change', [id, c]),
  /**
   * Changes lists who wrote what into a document's blanks when.
   */
  Changes: (kind: string, ref: string) =>
    call<Change[]>('Paper', 'Changes', [kind, ref]),
  /**
   * DecideForm settles a line to which a sheet says another thing than the record.
   */
  DecideForm: (id: string, n: number, taken: string, reason: string) =>
    call<Paper>('Paper', 'DecideForm', [id, n, taken, reason]),
  /**
   * Draw takes a signature on a screen.
   */
  Draw: (id: string, s: DrawnSignature) =>
    call<Paper>('Paper', 'Draw', [id, s]),
  /**
   * DrawnForm tells whether and how a document can be signed on a screen.
   */
  DrawnForm: (id: string) =>
    call<DrawnForm>('Paper', 'DrawnForm', [id]),
  /**
   * EnterForm puts what came back before the visit into the open record.
   */
  EnterForm: (id: string) =>
    call<Paper>('Paper', 'EnterForm', [id]),
  /**
   * Explain issues a 情况说明 or 补充笔录 about a signed document.
   */
  Explain: (id: string, kind: string, text: string) =>
    call<Paper>('Paper', 'Explain', [id, kind, text]),
  /**
   * FileDrawn files a document that everybody signed on the screen.
   */
  FileDrawn: (id: string) =>
    call<Paper>('Paper', 'FileDrawn', [id]),
  /**
   * Form opens a document for filling in.
   */
  Form: (kind: string, ref: string) =>
    call<PaperForm>('Paper', 'Form', [kind, ref]),
  /**
   * HandResults writes the 分部门结果移交单 of finished visits into a folder.
   */
  HandResults: (teams: string[], dir: string) =>
    call<SentForm[]>('Paper', 'HandResults', [teams, dir]),
  /**
   * Issue freezes and renders a document.
   */
  Issue: (kind: string, ref: string) =>
    call<Paper>('Paper', 'Issue', [kind, ref]),
  /**
   * IssueBlank issues a document to be filled in by hand.
   */
  IssueBlank: (kind: string, ref: string) =>
    call<Paper>('Paper', 'IssueBlank', [kind, ref]),
  /**
   * LeaveForm is called on leaving a document that is being filled in.
   */
  LeaveForm: (kind: string, ref: string) =>
    call<void>('Paper', 'LeaveForm', [kind, ref]),
  /**
   * List lists the documents of a visit, team, task or draw.
   */
  List: (ref: string) =>
    call<Paper[]>('Paper', 'List', [ref]),
  /**
   * OtherDepartments lists the other departments of joint teams, their forms and answers.
   */
  OtherDepartments: (teams: string[]) =>
    call<OtherDepartment[]>('Paper', 'OtherDepartments', [teams]),
  /**
   * PrintSet writes a set with its copies in one file and registers the print.
   */
  PrintSet: (team: string, lines: SetLine[], out: string) =>
    call<PrintedSet>('Paper', 'PrintSet', [team, lines, out]),
  /**
   * Printed records a print for signing.
   */
  Printed: (id: string, copies: number) =>
    call<Paper>('Paper', 'Printed', [id, copies]),
  /**
   * RoundSet prepares the papers of the firms of a day in one file.
   */
  RoundSet: (teams: string[], out: string) =>
    call<RoundSet>('Paper', 'RoundSet', [teams, out]),
  /**
   * Save copies a document's PDF to a place.
   */
  Save: (id: string, out: string) =>
    call<void>('Paper', 'Save', [id, out]),
  /**
   * SaveField stores one blank of a document; it answers once the text is on disk.
   */
  SaveField: (kind: string, ref: string, key: string, value: string, rev: number) =>
    call<Field>('Paper', 'SaveField', [kind, ref, key, value, rev]),
  /**
   * SendForms writes the 分部门检查表 of teams into a folder, as PDF and as sheet.
   */
  SendForms: (teams: string[], dir: string) =>
    call<SentForm[]>('Paper', 'SendForms', [teams, dir]),
  /**
   * Set lists what the inspection of a team needs on paper now.
   */
  Set: (team: string) =>
    call<SetLine[]>('Paper', 'Set', [team]),
  /**
   * Sign registers a signature on paper, or its refusal.
   */
  Sign: (id: string, s: Signing) =>
    call<Paper>('Paper', 'Sign', [id, s]),
  /**
   * TakeForm takes a filled sheet back.
   */
  TakeForm: (path: string) =>
    call<Paper>('Paper', 'TakeForm', [path]),
  /**
   * Undo takes the last change of a document's blanks back.
   */
  Undo: (kind: string, ref: string) =>
    call<Undone>('Paper', 'Undo', [kind, ref]),
  /**
   * Void takes a document out of use.
   */
  Void: (id: string, reason: string) =>
    call<Paper>('Paper', 'Void', [id, reason]),
};

/**
 * Scan is the page's view of the 扫描收件箱.
 */
export const Scan = {
  /**
   * Add reads scanned files or folders and sorts their pages. It answers with a
   * job; Added tells what became of it.
   */
  Add: (name: string, paths: string[]) =>
    call<string>('Scan', 'Add', [name, paths]),
  /**
   * Added is the batch an ended job of Add made.
   */
  Added: (job: string) =>
    call<ScanView>('Scan', 'Added', [job]),
  /**
   * Aside says of pages that they are not filed.
   */
  Aside: (batch: string, nos: number[], reason: string) =>
    call<ScanView>('Scan', 'Aside', [batch, nos, reason]),
  /**
   * File files documents whose every page was scanned.
   */
  File: (papers: string[]) =>
    call<Paper[]>('Scan', 'File', [papers]),
  /**
   * Get reads a batch.
   */
  Get: (id: string) =>
    call<ScanView>('Scan', 'Get', [id]),
  /**
   * List lists the batches, the newest first.
   */
  List: () =>
    call<ScanView[]>('Scan', 'List', []),
  /**
   * Place puts a waiting page into a document.
   */
  Place: (batch: string, no: number, paper: string, sheet: number) =>
    call<ScanView>('Scan', 'Place', [batch, no, paper, sheet]),
  /**
   * Return takes a page out of its document.
   */
  Return: (batch: string, no: number) =>
    call<ScanView>('Scan', 'Return', [batch, no]),
};

/**
 * Phrases is the page's view of 常用语.
 */
export const Phrases = {
  /**
   * For lists what may be put into a field, by its path.
   */
  For: (path: string) =>
    call<Phrase[]>('Phrases', 'For', [path]),
  /**
   * List lists the phrases in use that this person has.
   */
  List: () =>
    call<Phrase[]>('Phrases', 'List', []),
  /**
   * Remove takes a phrase out of use.
   */
  Remove: (id: string) =>
    call<void>('Phrases', 'Remove', [id]),
  /**
   * Save adds or changes a phrase; owner "" is the office's.
   */
  Save: (p: Phrase) =>
    call<Phrase>('Phrases', 'Save', [p]),
};

/**
 * Template is the page's view of 文书式样.
 */
export const Template = {
  /**
   * Check says what is wrong with a template; nothing is stored.
   */
  Check: (text: string) =>
    call<Template>('Template', 'Check', [text]),
  /**
   * Decide approves a version from a date, or refuses it.
   */
  Decide: (in_: TemplateDecision) =>
    call<TemplateVersion>('Template', 'Decide', [in_]),
  /**
   * List lists the kinds that are data, with their versions.
   */
  List: () =>
    call<TemplateKind[]>('Template', 'List', []),
  /**
   * Load keeps a template as the next version of its kind.
   */
  Load: (text: string, reason: string) =>
    call<TemplateVersion>('Template', 'Load', [text, reason]),
  /**
   * Preview makes a PDF of a template and gives its SHA-256.
   */
  Preview: (text: string, blank: boolean) =>
    call<string>('Template', 'Preview', [text, blank]),
  /**
   * ReadFile reads a template's file.
   */
  ReadFile: (path: string) =>
    call<string>('Template', 'ReadFile', [path]),
  /**
   * Retire proposes to go back to the built-in wording.
   */
  Retire: (kind: string, reason: string) =>
    call<TemplateVersion>('Template', 'Retire', [kind, reason]),
  /**
   * Show gives the text of a version: 0 is the built-in one, -1 that which holds today.
   */
  Show: (kind: string, version: number) =>
    call<Template>('Template', 'Show', [kind, version]),
  /**
   * Starter is the text that a form of the bureau's own begins with.
   */
  Starter: () =>
    call<string>('Template', 'Starter', []),
};

/**
 * Font is the page's view of 字体.
 */
export const Font = {
  /**
   * Add takes a face for a role.
   */
  Add: (path: string, role: string) =>
    call<void>('Font', 'Add', [path, role]),
  /**
   * Licences are the licence texts of the program's faces.
   */
  Licences: () =>
    call<string>('Font', 'Licences', []),
  /**
   * List lists the faces in use, and those found but not used.
   */
  List: () =>
    call<FontList>('Font', 'List', []),
  /**
   * Remove gives a role back to the face it had before.
   */
  Remove: (role: string) =>
    call<void>('Font', 'Remove', [role]),
  /**
   * Sheet makes the test sheet and gives its SHA-256.
   */
  Sheet: () =>
    call<string>('Font', 'Sheet', []),
};

/**
 * Numbers is the page's view of 号码台账.
 */
export const Numbers = {
  /**
   * Assign gives an official number to a document issued without one.
   */
  Assign: (paper: string) =>
    call<Paper>('Numbers', 'Assign', [paper]),
  /**
   * Close takes a lost device's range out of use.
   */
  Close: (lease: string, reason: string) =>
    call<NumberLease>('Numbers', 'Close', [lease, reason]),
  /**
   * Lease gives a laptop more numbers, in a signed package.
   */
  Lease: (device: string, kinds: string[], count: number, out: string) =>
    call<Sent>('Numbers', 'Lease', [device, kinds, count, out]),
  /**
   * Leases lists the ranges given out, or held here, in a year.
   */
  Leases: (year: string) =>
    call<NumberLease[]>('Numbers', 'Leases', [year]),
  /**
   * Ledger explains every number of a year.
   */
  Ledger: (year: string) =>
    call<LedgerRow[]>('Numbers', 'Ledger', [year]),
  /**
   * Reserve sets numbers aside that are used on paper.
   */
  Reserve: (kind: string, count: number, reason: string) =>
    call<NumberLease>('Numbers', 'Reserve', [kind, count, reason]),
  /**
   * Rules reads how documents are numbered here.
   */
  Rules: () =>
    call<PaperNumbers>('Numbers', 'Rules', []),
  /**
   * SaveLedger writes the ledger of a year as a workbook.
   */
  SaveLedger: (year: string, out: string) =>
    call<void>('Numbers', 'SaveLedger', [year, out]),
  /**
   * SaveRules changes the numbering from now on.
   */
  SaveRules: (rules: PaperNumbering) =>
    call<PaperNumbers>('Numbers', 'SaveRules', [rules]),
  /**
   * Without lists the documents that could have an official number and have none.
   */
  Without: () =>
    call<Paper[]>('Numbers', 'Without', []),
};

/**
 * Dossier is the page's view of 卷宗.
 */
export const Dossier = {
  /**
   * Bind writes a file as one PDF. It answers with a job; Bound tells about it.
   */
  Bind: (of: DossierOf, out: string) =>
    call<string>('Dossier', 'Bind', [of, out]),
  /**
   * Bound is the file an ended job of Bind made.
   */
  Bound: (job: string) =>
    call<DossierFile>('Dossier', 'Bound', [job]),
  /**
   * Look lists what a file would hold and what is missing.
   */
  Look: (of: DossierOf) =>
    call<DossierView>('Dossier', 'Look', [of]),
};

/**
 * Result is the page's view of 检查结果.
 */
export const Result = {
  /**
   * Change changes a result that was not reviewed yet.
   */
  Change: (id: string, code: string, followUp: string) =>
    call<Result>('Result', 'Change', [id, code, followUp]),
  /**
   * List lists the results of a task, "" for all.
   */
  List: (task: string) =>
    call<ResultView[]>('Result', 'List', [task]),
  /**
   * OnFile records that it was typed into the platform.
   */
  OnFile: (id: string, platformNo: string, operator: string) =>
    call<Result>('Result', 'OnFile', [id, platformNo, operator]),
  /**
   * Published stops the clock of art. 21, with proof.
   */
  Published: (id: string, platformNo: string, proofPath: string) =>
    call<Result>('Result', 'Published', [id, platformNo, proofPath]),
  /**
   * Review passes a result on.
   */
  Review: (id: string) =>
    call<Result>('Result', 'Review', [id]),
};

/**
 * Publish is the page's view of 公示.
 */
export const Publish = {
  /**
   * List lists the notices made for a task.
   */
  List: (task: string) =>
    call<Publication[]>('Publish', 'List', [task]),
  /**
   * Notice writes a notice of a task in a format.
   */
  Notice: (notice: string, task: string, format: string, out: string) =>
    call<Publication>('Publish', 'Notice', [notice, task, format, out]),
  /**
   * PlanNotices lists the notices made of a year's plan.
   */
  PlanNotices: (year: number) =>
    call<Publication[]>('Publish', 'PlanNotices', [year]),
  /**
   * Register records where and when a task notice was published.
   */
  Register: (id: string, site: string, url: string, date: string) =>
    call<Publication>('Publish', 'Register', [id, site, url, date]),
};

/**
 * Trust is the page's view of 信任与吊销.
 */
export const Trust = {
  /**
   * AcceptOutward takes the certificate that the authority issued.
   */
  AcceptOutward: (passphrase: string, path: string, fingerprint: string) =>
    call<TrustedRoot>('Trust', 'AcceptOutward', [passphrase, path, fingerprint]),
  /**
   * AddAuthority trusts another authority after its fingerprint was compared.
   */
  AddAuthority: (path: string, fingerprint: string) =>
    call<TrustedRoot>('Trust', 'AddAuthority', [path, fingerprint]),
  /**
   * AddAuthorityCRL takes a newer revocation list of a trusted authority.
   */
  AddAuthorityCRL: (path: string) =>
    call<string>('Trust', 'AddAuthorityCRL', [path]),
  /**
   * BackupKeys writes all keys of this workspace into one file and proves it.
   */
  BackupKeys: (passphrase: string, out: string) =>
    call<KeyCheck>('Trust', 'BackupKeys', [passphrase, out]),
  /**
   * CheckKeys opens and uses every key of a key backup, "" = of this workspace.
   */
  CheckKeys: (passphrase: string, path: string) =>
    call<KeyCheck>('Trust', 'CheckKeys', [passphrase, path]),
  /**
   * IssuePerson certifies the laptop of one person.
   */
  IssuePerson: (requestPath: string, person: string, out: string) =>
    call<Device>('Trust', 'IssuePerson', [requestPath, person, out]),
  /**
   * Package writes the signed trust package.
   */
  Package: (out: string) =>
    call<Sent>('Trust', 'Package', [out]),
  /**
   * RemoveAuthority ends that trust.
   */
  RemoveAuthority: (fingerprint: string, reason: string) =>
    call<void>('Trust', 'RemoveAuthority', [fingerprint, reason]),
  /**
   * RequestOutward makes a request that another authority can certify.
   */
  RequestOutward: (passphrase: string, out: string) =>
    call<void>('Trust', 'RequestOutward', [passphrase, out]),
  /**
   * RestoreKeys puts the keys of a key backup in the place of damaged ones.
   */
  RestoreKeys: (passphrase: string, path: string) =>
    call<KeyCheck>('Trust', 'RestoreKeys', [passphrase, path]),
  /**
   * Revoke withdraws the certificate of a device.
   */
  Revoke: (device: string, why: RevokeWhy, note: string) =>
    call<Device>('Trust', 'Revoke', [device, why, note]),
  /**
   * SaveCRL writes the newest revocation list.
   */
  SaveCRL: (out: string) =>
    call<void>('Trust', 'SaveCRL', [out]),
  /**
   * State tells whom this workspace trusts.
   */
  State: () =>
    call<TrustState>('Trust', 'State', []),
};

/**
 * Trace is the page's view of 留痕查验.
 */
export const Trace = {
  /**
   * AcceptFork lets a log go on from the head that was brought.
   */
  AcceptFork: (id: string, reason: string) =>
    call<LogFork>('Trace', 'AcceptFork', [id, reason]),
  /**
   * Checkpoint writes the signed checkpoint.
   */
  Checkpoint: (out: string) =>
    call<void>('Trace', 'Checkpoint', [out]),
  /**
   * Doctor checks everything as a job: database, versions, log, evidence,
   * documents. A damaged item fails the job with its name.
   */
  Doctor: () =>
    call<string>('Trace', 'Doctor', []),
  /**
   * Export writes every leaf, one a line.
   */
  Export: (out: string) =>
    call<void>('Trace', 'Export', [out]),
  /**
   * Log lists audit entries, newest first.
   */
  Log: (noun: string, id: string, page: number, size: number) =>
    call<LogPage>('Trace', 'Log', [noun, id, page, size]),
  /**
   * Peers lists what is known of the logs of other devices, and forks.
   */
  Peers: () =>
    call<Peers>('Trace', 'Peers', []),
  /**
   * Prove writes the proof of one entry against the signed checkpoint.
   */
  Prove: (seq: number, out: string) =>
    call<void>('Trace', 'Prove', [seq, out]),
  /**
   * SaveFork writes the evidence of a fork.
   */
  SaveFork: (id: string, out: string) =>
    call<void>('Trace', 'SaveFork', [id, out]),
  /**
   * Verify recomputes the audit tree.
   */
  Verify: () =>
    call<Health>('Trace', 'Verify', []),
};

/**
 * Backup is the page's view of 备份.
 */
export const Backup = {
  /**
   * Check is the drill as a job: it opens a backup, verifies it and removes it
   * again; Checked gives the outcome.
   */
  Check: (file: string, passphrase: string) =>
    call<string>('Backup', 'Check', [file, passphrase]),
  /**
   * Checked is what a finished Check found.
   */
  Checked: (job: string) =>
    call<Restored>('Backup', 'Checked', [job]),
  /**
   * Make writes a backup as a job; out "" = into the backups folder and to the
   * second place.
   */
  Make: (out: string) =>
    call<string>('Backup', 'Make', [out]),
  /**
   * SetPlace sets the second place, "" = none.
   */
  SetPlace: (folder: string) =>
    call<void>('Backup', 'SetPlace', [folder]),
  /**
   * State tells how well the workspace is covered.
   */
  State: () =>
    call<BackupState>('Backup', 'State', []),
};

/**
 * Report is the page's view of 报表.
 */
export const Report = {
  /**
   * Save makes a report and writes it to out.
   */
  Save: (in_: ReportInput, out: string) =>
    call<void>('Report', 'Save', [in_, out]),
  /**
   * Units lists what a report can be narrowed to.
   */
  Units: () =>
    call<string[]>('Report', 'Units', []),
};

/**
 * Settings is the page's view of 设置.
 */
export const Settings = {
  /**
   * Deactivate shuts out somebody who left.
   */
  Deactivate: (person: string, reason: string) =>
    call<Gone>('Settings', 'Deactivate', [person, reason]),
  /**
   * DecideDrawn enters the decision on one kind.
   */
  DecideDrawn: (rule: DrawnRule) =>
    call<DrawnRule>('Settings', 'DecideDrawn', [rule]),
  /**
   * Devices lists the certified devices.
   */
  Devices: () =>
    call<Device[]>('Settings', 'Devices', []),
  /**
   * DrawnRules lists which kinds of documents may be signed on a screen.
   */
  DrawnRules: () =>
    call<DrawnRule[]>('Settings', 'DrawnRules', []),
  /**
   * EnrolAccept takes the office's answer; from then on this device signs.
   */
  EnrolAccept: (passphrase: string, path: string) =>
    call<void>('Settings', 'EnrolAccept', [passphrase, path]),
  /**
   * EnrolRequest makes this device's key and the request file for the office.
   */
  EnrolRequest: (passphrase: string, out: string) =>
    call<void>('Settings', 'EnrolRequest', [passphrase, out]),
  /**
   * GivePassword gives somebody an initial password, to be changed at the next
   * sign-in.
   */
  GivePassword: (person: string, password: string) =>
    call<void>('Settings', 'GivePassword', [person, password]),
  /**
   * IssueDevice certifies a device from its request file.
   */
  IssueDevice: (requestPath: string, out: string) =>
    call<Device>('Settings', 'IssueDevice', [requestPath, out]),
  /**
   * Networks reads which networks this computer and the platform were declared to be on.
   */
  Networks: () =>
    call<NetworkSetting>('Settings', 'Networks', []),
  /**
   * Numbering reads how plans and tasks are numbered, and the next numbers.
   */
  Numbering: () =>
    call<Numbering>('Settings', 'Numbering', []),
  /**
   * PreviewNumbering shows the next numbers under other rules.
   */
  PreviewNumbering: (plan: NumberRule, task: NumberRule) =>
    call<Numbering>('Settings', 'PreviewNumbering', [plan, task]),
  /**
   * SaveNetworks declares them.
   */
  SaveNetworks: (own: Network, platform: Network, target: string) =>
    call<NetworkSetting>('Settings', 'SaveNetworks', [own, platform, target]),
  /**
   * SaveNumbering changes the rules for what is numbered from now on.
   */
  SaveNumbering: (plan: NumberRule, task: NumberRule) =>
    call<Numbering>('Settings', 'SaveNumbering', [plan, task]),
  /**
   * SavePerson adds or changes an account.
   */
  SavePerson: (p: Person) =>
    call<Person>('Settings', 'SavePerson', [p]),
  /**
   * SaveRoot writes the root certificate for whoever checks our packages.
   */
  SaveRoot: (out: string) =>
    call<void>('Settings', 'SaveRoot', [out]),
};
