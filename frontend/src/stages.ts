import type { ComponentType } from 'react';

/** A stage of the work: one page, one file per stage in Go, one folder in src/pages. */
export interface Stage {
  key: string;
  label: string;
  /** group is the heading it stands under in the menu. */
  group: string;
  /** about is the stage in one or two sentences, with the articles behind it. */
  about: string;
  article: string;
  load: () => Promise<{ default: ComponentType }>;
}

export const stages: Stage[] = [
  {
    key: 'home',
    label: '首页',
    group: '',
    about: '当前工作区的待办与办理流程。',
    article: '',
    load: () => import('./pages/home'),
  },
  {
    key: 'library',
    label: '一单两库',
    group: '准备',
    about: '随机抽查事项清单、检查对象名录库、执法检查人员名录库。从 Excel 导入，先预览后入库。',
    article: '第七条至第九条',
    load: () => import('./pages/library'),
  },
  {
    key: 'plan',
    label: '年度计划',
    group: '准备',
    about: '各项抽查的范围、时间安排、预估数量和抽查比例，可按实际动态调整。',
    article: '第十条至第十二条',
    load: () => import('./pages/plan'),
  },
  {
    key: 'task',
    label: '抽查任务',
    group: '抽查',
    about:
      '按年度计划设置任务：事项、对象范围、参与部门、起止日期；抽取前冻结名录，抽取后锁定名单。',
    article: '第十三条、第十四条',
    load: () => import('./pages/task'),
  },
  {
    key: 'draw',
    label: '随机抽取',
    group: '抽查',
    about: '抽取检查对象，匹配检查人员。每次抽取有编号、有见证，任何人可用公开文件重新验算。',
    article: '第十三条至第十六条',
    load: () => import('./pages/draw'),
  },
  {
    key: 'team',
    label: '检查组',
    group: '抽查',
    about: '每个检查对象不少于两名检查人员，选定一人为组长；更换人员须经同意并随机补抽。',
    article: '第十五条、第十六条',
    load: () => import('./pages/team'),
  },
  {
    key: 'dispatch',
    label: '派发与交换',
    group: '抽查',
    about: '把任务包签名后交给任务执行单位和外勤电脑，收回结果包；打开任何数据包之前先核验。',
    article: '第十四条',
    load: () => import('./pages/dispatch'),
  },
  {
    key: 'visit',
    label: '现场检查',
    group: '检查',
    about: '进一次门、查多项事：逐项检查、记录问题与措施、登记证据材料。所填内容随时保存。',
    article: '第十七条至第二十条',
    load: () => import('./pages/visit'),
  },
  {
    key: 'document',
    label: '文书',
    group: '检查',
    about: '现场检查笔录等文书：生成、打印、当事人签字后扫描归档。',
    article: '第二十条',
    load: () => import('./pages/document'),
  },
  {
    key: 'result',
    label: '检查结果',
    group: '结果',
    about: '检查结束后两个工作日内录入平台并公示；公示后不得擅自更改。',
    article: '第二十一条',
    load: () => import('./pages/result'),
  },
  {
    key: 'publish',
    label: '公示',
    group: '结果',
    about: '抽查任务公告、抽查结果公示和报送平台的签名数据包。',
    article: '第十四条、第二十一条',
    load: () => import('./pages/publish'),
  },
  {
    key: 'evidence',
    label: '证据管理',
    group: '监督',
    about: '核验证据文件，按采集站清单回填执法记录仪的录像，保存期限和经审批的销毁。',
    article: '第二十条',
    load: () => import('./pages/evidence'),
  },
  {
    key: 'report',
    label: '报表',
    group: '监督',
    about: '上级要的台账、统计和总结：选好期间和单位，一次生成。',
    article: '',
    load: () => import('./pages/report'),
  },
  {
    key: 'fairness',
    label: '公平性',
    group: '监督',
    about: '检查人员被抽中是否机会均等，谁与谁同组，各行业覆盖多少，每个任务抽了几次。',
    article: '第十三条至第十六条',
    load: () => import('./pages/fairness'),
  },
  {
    key: 'audit',
    label: '留痕审计',
    group: '监督',
    about: '全过程留痕：谁在何时依据什么做了什么，可整体核验，可单条举证。',
    article: '第二十二条',
    load: () => import('./pages/audit'),
  },
  {
    key: 'settings',
    label: '设置',
    group: '监督',
    about: '人员与角色、设备登记、本工作区和备份。',
    article: '',
    load: () => import('./pages/settings'),
  },
];

/** stageOf finds a stage by its key; an unknown address leads home. */
export function stageOf(key: string | undefined): Stage {
  return stages.find((s) => s.key === key) ?? (stages[0] as Stage);
}
