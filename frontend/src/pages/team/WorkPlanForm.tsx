import { Button, Checkbox, Flex, Form, Input, Spin } from 'antd';
import { useCallback } from 'react';
import { type Task, Team, type TeamView, type WorkPlan } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { useLoad } from '../../lib/useLoad';
import { HelpRows } from './HelpRows';
import { type PlanValues, planOf, valuesOf } from './workplan';

interface Props {
  task: Task;
  view: TeamView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

/** WorkPlanForm writes a team's 检查工作方案: duties, procedure, dates, and whose help is used (art. 15). */
export function WorkPlanForm({ task, view, onClose, onSaved }: Props) {
  const id = view?.team.id;
  const load = useCallback(
    async (): Promise<{ of: string; plan: WorkPlan } | undefined> =>
      id ? { of: id, plan: await Team.WorkPlan(id) } : undefined,
    [id],
  );
  const { data, error, reload } = useLoad(load);
  const plan = data?.of === id ? data?.plan : undefined; // not another team's
  if (!view) return null;
  if (!plan) return error ? <ErrorAlert error={error} onRetry={reload} /> : <Spin />;
  return (
    <FormDialog<PlanValues>
      title={`检查工作方案：${view.subjectName}`}
      note="明确责任分工、程序规范、时间节点（第十五条）。内容由模板预填，请按实际修改；派发后不再改动。"
      open
      onClose={onClose}
      width={860}
      initial={valuesOf(plan, view.team.date)}
      submit="保存"
      onSubmit={async (values) => {
        const attach = async (path: string) => Team.Attach(path.trim());
        const n = await Team.SetWorkPlan({
          team: view.team.id,
          date: values.date,
          plan: await planOf(values, plan.duties, attach),
          all: values.all,
        });
        onSaved(n > 1 ? `工作方案已保存到 ${n} 个检查组` : `${view.subjectName}：工作方案已保存`);
      }}
    >
      <Form.Item
        name="date"
        label="检查日期"
        extra={`任务期间 ${task.from} 至 ${task.to}`}
        rules={[{ required: true, message: '请填写检查日期' }]}
      >
        <DateField />
      </Form.Item>
      <fieldset className="plain-set">
        <legend>责任分工</legend>
        {plan.duties.map((d) => (
          <Form.Item
            key={d.inspector}
            name={['duties', d.inspector]}
            label={`${d.name}${d.inspector === view.team.leader ? '（组长）' : ''}`}
            rules={[{ required: true, whitespace: true, message: `请写明${d.name}的分工` }]}
          >
            <Input />
          </Form.Item>
        ))}
      </fieldset>
      <Form.Item
        name="procedure"
        label="程序规范"
        extra="一行一步。"
        rules={[{ required: true, whitespace: true, message: '请写明程序规范' }]}
      >
        <Input.TextArea className="grow" rows={4} />
      </Form.Item>
      <fieldset className="plain-set">
        <legend>时间节点</legend>
        <Form.List name="nodes">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row) => (
                <Flex key={row.key} gap="small" align="flex-start">
                  <Form.Item
                    name={[row.name, 'date']}
                    label="日期"
                    rules={[{ required: true, message: '请填写日期' }]}
                  >
                    <DateField />
                  </Form.Item>
                  <Form.Item
                    className="wide"
                    name={[row.name, 'what']}
                    label="事项"
                    rules={[{ required: true, whitespace: true, message: '请填写事项' }]}
                  >
                    <Input />
                  </Form.Item>
                  {rows.length > 1 && (
                    <Button
                      className="member-lead"
                      aria-label={`去掉第 ${row.name + 1} 个时间节点`}
                      onClick={() => remove(row.name)}
                    >
                      去掉
                    </Button>
                  )}
                </Flex>
              ))}
              <Button onClick={() => add({ date: '', what: '' })}>增加时间节点</Button>
            </>
          )}
        </Form.List>
      </fieldset>
      <HelpRows />
      <Form.Item name="all" valuePropName="checked">
        <Checkbox>同时用于本任务其他未派发的检查组（分工按组长和组员对应，可再逐组调整）</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
