// Written from the Go sources by: go test ./app -run Generated -update
// Do not edit.

import { call } from './call';

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
 * FileKind names the kinds of file a page may ask for.
 */
export type FileKind =
  | 'sheet'
  | 'package'
  | 'scan'
  | 'evidence';

/**
 * Info is what the page's frame shows.
 */
export interface Info {
  window: boolean;
  workspace: string;
  folder: string;
  now: string;
  events: string;
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
 * Session is one page's connection: who is asking, and where events go.
 */
export const Session = {
  /**
   * Info tells what is open and who is signed in.
   */
  Info: () =>
    call<Info>('Session', 'Info', []),
  /**
   * PickFile asks for an existing file and returns its path, "" when cancelled.
   */
  PickFile: (kind: FileKind) =>
    call<string>('Session', 'PickFile', [kind]),
  /**
   * PickSave asks where to write a file called name, "" when cancelled.
   */
  PickSave: (name: string) =>
    call<string>('Session', 'PickSave', [name]),
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
