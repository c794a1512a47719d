import { Form, type FormInstance, Input, InputNumber, Select, Spin } from 'antd';
import { type Exempt, ExemptLabels, type Matter, Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { DateField } from '../../components/DateField';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { MultiSelect } from '../../components/MultiSelect';
import { PageHeader } from '../../components/PageHeader';
import { go, href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { departmentsOf, useMatters } from '../../lib/useMatters';
import { type NonRandomValues, nonRandomOf } from './nonrandom';
import { SubjectPick } from './SubjectPick';

/** NewNonRandom sets up an inspection that art. 3 takes out of the draw: item, reason, proof, subjects chosen by hand. */
export function NewNonRandom({ onSaved }: { onSaved: (task: Task) => void }) {
  const { info } = useSession();
  const { data, error, reload } = useMatters();
  return (
    <>
      <PageHeader
        title="新建非随机检查"
        note="只限第三条所列六种情形，写明理由、附依据并经审批；不计入抽查比例，计入年度检查次数。"
      >
        <a href={href('task')}>返回任务列表</a>
      </PageHeader>
      <ErrorAlert error={error} onRetry={reload} />
      {!data && !error && <Spin className="page-spin" description="正在读取事项" />}
      {data && (
        <div className="page-form">
          <ActionForm<NonRandomValues>
            initial={{
              item: '3',
              reason: '',
              proofPath: '',
              subjects: [],
              matters: [],
              unlisted: '',
              name: '',
              lead: '',
              departments: [],
              from: info.workspace.today,
              to: info.workspace.today,
              perSubject: 2,
            }}
            submit="新建非随机检查"
            alias={{ proof: 'proofPath' }}
            onCancel={() => go('task')}
            onSubmit={async (values) => onSaved(await Task.NewNonRandom(nonRandomOf(values)))}
          >
            {(form) => <Fields form={form} matters={data.filter((m) => !m.unlisted)} />}
          </ActionForm>
        </div>
      )}
    </>
  );
}

function Fields({ form, matters }: { form: FormInstance<NonRandomValues>; matters: Matter[] }) {
  const departments = departmentsOf(matters).map((d) => ({ value: d, label: d }));
  const propose = (ids: string[]) => {
    const first = matters.find((m) => m.id === ids[0]);
    if (first && !form.getFieldsValue().lead) form.setFieldsValue({ lead: first.department });
  };
  return (
    <>
      <Form.Item name="item" label="不适用随机抽查的情形（第三条）">
        <Select
          autoFocus
          options={Object.entries(ExemptLabels).map(([value, label]) => ({
            value: value as Exempt,
            label,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label="理由"
        rules={[{ required: true, whitespace: true, message: '请写明线索、要求或事件' }]}
      >
        <Input.TextArea className="grow" rows={2} placeholder="例如：群众举报该店容留未成年人" />
      </Form.Item>
      <Form.Item
        name="proofPath"
        label="依据材料"
        extra="举报登记、上级文件、交办单等的扫描件；连同摘要一并留存。"
        rules={[{ required: true, message: '请选择依据材料的扫描件' }]}
      >
        <FilePick kind="scan" label="依据材料" />
      </Form.Item>
      <Form.Item
        name="subjects"
        label="检查对象"
        extra="键入名称、代码、地址或拼音首字母，从名录库中选择。"
        rules={[{ required: true, message: '请选择检查对象' }]}
      >
        <SubjectPick />
      </Form.Item>
      <Form.Item name="matters" label="清单内事项">
        <MultiSelect
          placeholder="编码、事项名称或行业"
          onChange={propose}
          options={matters.map((m) => ({
            value: m.id,
            label: `${m.code} ${m.name}（${m.trades.join('、')}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="unlisted" label="清单外事项" extra="一行一项；第（一）项只能是清单外事项。">
        <Input.TextArea className="grow" rows={1} />
      </Form.Item>
      <Form.Item
        name="name"
        label="任务名称"
        rules={[{ required: true, whitespace: true, message: '请填写任务名称' }]}
      >
        <Input placeholder="例如：举报核查" />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="lead"
          label="实施部门"
          rules={[{ required: true, message: '请选择实施部门' }]}
        >
          <Select showSearch options={departments} placeholder="选择部门" />
        </Form.Item>
        <Form.Item name="departments" label="联合检查的其他部门">
          <MultiSelect options={departments} placeholder="没有则不选" />
        </Form.Item>
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
      </div>
    </>
  );
}
