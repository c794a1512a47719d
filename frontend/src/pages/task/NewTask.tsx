import { Form, type FormInstance, Input, InputNumber, Radio, Select, Spin } from 'antd';
import { useCallback } from 'react';
import { OriginLabels, Plan, Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { DateField } from '../../components/DateField';
import { Details } from '../../components/DetailDrawer';
import { ErrorAlert } from '../../components/ErrorAlert';
import { MatterFields } from '../../components/MatterFields';
import { PageHeader } from '../../components/PageHeader';
import { go, href } from '../../lib/route';
import { useLoad } from '../../lib/useLoad';
import { namesOf, useMatters } from '../../lib/useMatters';
import { OriginFields } from './OriginFields';
import { blankTask, fromPlan, type TaskValues, taskOf } from './values';

interface Props {
  /** plan is the id of the plan line to begin with, "" for none. */
  plan: string;
  onSaved: (task: Task) => void;
}

/** NewTask sets a task up, from a plan line or ad hoc with a reason (art. 13). */
export function NewTask({ plan, onSaved }: Props) {
  const load = useCallback(
    async () =>
      (await Plan.List({ search: '', trade: '', department: '', order: '-no', page: 0, size: 0 }))
        .rows,
    [],
  );
  const { data: plans, error, reload } = useLoad(load);
  const { data: matters, error: matterError, reload: reloadMatters } = useMatters();
  const first = plans?.find((p) => p.id === plan);
  return (
    <>
      <PageHeader
        title="新建抽查任务"
        note="任务应在抽取前设置好事项、范围、部门和日期（第十三条）"
      >
        <a href={href('task')}>返回任务列表</a>
      </PageHeader>
      <ErrorAlert error={error} onRetry={reload} />
      <ErrorAlert error={matterError} onRetry={reloadMatters} />
      {plans && matters ? (
        <div className="page-form">
          <ActionForm<TaskValues>
            initial={{ ...blankTask, plan, ...(first ? fromPlan(first) : {}) }}
            submit="新建任务"
            alias={{ ratio: 'percent', rates: 'rule', weights: 'rule', personCap: 'rule' }}
            onCancel={() => go('task')}
            onSubmit={async (values) => onSaved(await Task.New(taskOf(values)))}
          >
            {(form) => <Fields form={form} plans={plans} matters={matters} />}
          </ActionForm>
        </div>
      ) : (
        !error && !matterError && <Spin className="page-spin" description="正在读取计划和事项" />
      )}
    </>
  );
}

interface FieldsProps {
  form: FormInstance<TaskValues>;
  plans: Plan[];
  matters: NonNullable<ReturnType<typeof useMatters>['data']>;
}

function Fields({ form, plans, matters }: FieldsProps) {
  const chosen = Form.useWatch('plan', form);
  const plan = plans.find((p) => p.id === chosen);
  return (
    <>
      <Form.Item name="plan" label="任务来源">
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(id: string) => {
            const chosen = plans.find((p) => p.id === id);
            form.setFieldsValue(chosen ? fromPlan(chosen) : { ...blankTask, plan: '' });
          }}
          options={[
            { value: '', label: '计划外临时设置（须写明理由）' },
            ...plans.map((p) => ({ value: p.id, label: `${p.no} ${p.name}` })),
          ]}
        />
      </Form.Item>
      {plan ? (
        <div className="form-block">
          <Details
            of={[
              { label: '抽查事项', value: namesOf(plan.matters, matters).join('、') },
              { label: '行业类别', value: plan.trades.join('、') },
              { label: '发起部门', value: plan.lead },
              { label: '参与部门', value: plan.departments.join('、') },
              { label: '联合抽查', value: plan.joint ? '是' : '否' },
            ]}
          />
        </div>
      ) : (
        <>
          <Form.Item
            name="adHocReason"
            label="临时设置的理由"
            rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
          >
            <Input placeholder="例如：上级部署的专项抽查" />
          </Form.Item>
          <MatterFields<TaskValues> form={form} matters={matters} />
        </>
      )}
      <Form.Item
        name="name"
        label="任务名称"
        rules={[{ required: true, whitespace: true, message: '请填写任务名称' }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="scope" label="抽查对象范围">
        <Input />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="from"
          label="开始日期"
          rules={[{ required: true, message: '请填写开始日期' }]}
        >
          <DateField />
        </Form.Item>
        <Form.Item
          name="to"
          label="结束日期"
          rules={[{ required: true, message: '请填写结束日期' }]}
        >
          <DateField />
        </Form.Item>
        <Form.Item
          name="perSubject"
          label="每个对象的检查人员数"
          extra="不少于 2 名（第十五条）。"
          rules={[{ required: true, message: '请填写人数' }]}
        >
          <InputNumber min={1} max={20} precision={0} className="wide" />
        </Form.Item>
        <Form.Item
          name="namesFrom"
          label="抽查名单公开日期"
          extra="此前的公告只有户数，没有名称；不填为随公告公开。"
        >
          <DateField />
        </Form.Item>
      </div>
      <Form.Item name="origin" label="抽取来源">
        <Radio.Group
          options={[
            { value: 'platform', label: `${OriginLabels.platform}（默认，导入平台名单）` },
            { value: 'local', label: OriginLabels.local },
          ]}
        />
      </Form.Item>
      <OriginFields form={form} />
    </>
  );
}
