import { Form, type FormInstance, Radio, Spin, Typography } from 'antd';
import { useCallback } from 'react';
import { type NumberRule, NumberRuleLabels, Settings } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Details } from '../../components/DetailDrawer';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

interface Values {
  plan: NumberRule;
  task: NumberRule;
}

const rules = (Object.keys(NumberRuleLabels) as NumberRule[]).map((r) => ({
  value: r,
  label: NumberRuleLabels[r],
}));

/** NumberingTab chooses how plans and tasks are numbered from now on. */
export function NumberingTab() {
  const { data, error, reload } = useLoad(Settings.Numbering);
  const [done, say] = useDone();
  return (
    <div className="page-form">
      <Typography.Paragraph>
        编号接在已有的最大编号之后，不重复使用；更改规则不影响已给的编号。
      </Typography.Paragraph>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      {!data && !error && <Spin description="正在读取" />}
      {data && (
        <ActionForm<Values>
          initial={{ plan: data.plan, task: data.task }}
          submit="保存编号规则"
          onSubmit={async ({ plan, task }) => {
            await Settings.SaveNumbering(plan, task);
            say('编号规则已保存');
            reload();
          }}
        >
          {(form) => (
            <>
              <Form.Item name="plan" label="年度计划编号">
                <Radio.Group options={rules} />
              </Form.Item>
              <Form.Item name="task" label="抽查任务编号">
                <Radio.Group options={rules} />
              </Form.Item>
              <Preview form={form} saved={data} />
            </>
          )}
        </ActionForm>
      )}
    </div>
  );
}

function Preview({ form, saved }: { form: FormInstance<Values>; saved: Values }) {
  const plan = Form.useWatch('plan', form) ?? saved.plan;
  const task = Form.useWatch('task', form) ?? saved.task;
  const load = useCallback(() => Settings.PreviewNumbering(plan, task), [plan, task]);
  const { data, error, reload } = useLoad(load);
  return (
    <div className="form-block" role="status" aria-label="下一个编号">
      <ErrorAlert error={error} onRetry={reload} />
      {data && (
        <Details
          of={[
            { label: '下一个计划编号', value: data.nextPlan },
            { label: '下一个任务编号', value: data.nextTask },
          ]}
        />
      )}
    </div>
  );
}
