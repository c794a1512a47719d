import type { ResultView, Task } from '../../api/generated';
import { ResultCodeLabels } from '../../api/generated';

/** A line of the 录入助手: what the platform's field is called, and what goes into it. */
export interface PlatformField {
  label: string;
  value: string;
}

/** platformFields are a result's fields in the order of the platform's form. */
export function platformFields(view: ResultView, task: Task): PlatformField[] {
  const { result } = view;
  return [
    { label: '抽查计划编号', value: task.planNo },
    { label: '抽查计划名称', value: task.planName },
    { label: '抽查任务编号', value: task.no },
    { label: '平台任务编号', value: task.platformNo },
    { label: '抽查任务名称', value: task.name },
    { label: '检查机关', value: task.organ },
    { label: '检查对象名称', value: view.subjectName },
    { label: '统一社会信用代码', value: view.subjectCode },
    { label: '检查完成日期', value: result.finishedOn },
    ...result.matters.flatMap((m, i) => [
      { label: `事项${i + 1}`, value: m.name },
      { label: `事项${i + 1}检查结果`, value: ResultCodeLabels[m.code] },
      { label: `事项${i + 1}发现问题`, value: m.problem },
      { label: `事项${i + 1}处置情况`, value: m.handling },
    ]),
    { label: '检查结果', value: view.codeLabel },
    { label: '后续处置措施', value: result.followUp },
  ].filter((f) => f.value !== '');
}
