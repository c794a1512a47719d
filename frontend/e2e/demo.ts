import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Demo is what the demo command left: the files people get, and workspaces with everything in them. */
export interface Demo {
  dir: string;
  /** office is a workspace with a task in every state that matters; 周办公 works there. */
  office: string;
  files: {
    matters: string;
    subjects: string[];
    inspectors: string;
    recusals: string;
    leaves: string;
    platform: string;
    approvalScan: string;
  };
}

/** makeDemo runs the demo command in a folder of its own. */
export function makeDemo(exe: string): Demo {
  const dir = join(mkdtempSync(join(tmpdir(), '演示 ')), '结果');
  execFileSync(exe, ['demo', '--out', dir], { stdio: ['ignore', 'ignore', 'inherit'] });
  const lists = join(dir, 'files', '一单两库');
  return {
    dir,
    office: join(dir, 'office'),
    files: {
      matters: join(lists, '抽查事项清单.xlsx'),
      subjects: ['检查对象名录库.xlsx', '网吧名录.xls', '废旧金属收购.csv'].map((n) =>
        join(lists, n),
      ),
      inspectors: join(lists, '执法检查人员名录库.xlsx'),
      recusals: join(lists, '回避关系.xlsx'),
      leaves: join(lists, '请假登记.xlsx'),
      platform: join(dir, 'files', '平台', '平台抽取名单.xlsx'),
      approvalScan: join(dir, 'files', '扫描件', '行政检查审批表（已签）.jpg'),
    },
  };
}
