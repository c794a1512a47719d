import { Alert, Form, type FormInstance, Input, Select, Spin } from 'antd';
import { useCallback } from 'react';
import { type Exempt, ExemptLabels, type FieldStart, Library, Visit } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { MultiSelect } from '../../components/MultiSelect';
import { PageHeader } from '../../components/PageHeader';
import { minuteText } from '../../lib/clock';
import { go, href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { blankMember, checkOf, type FieldValues } from './fieldcheck';
import { MemberRows } from './MemberRows';

async function choices() {
  const all = { search: '', trade: '', department: '', order: '', page: 0, size: 0 };
  const [start, subjects, matters] = await Promise.all([
    Visit.FieldStart(),
    Library.Subjects(all),
    Library.Matters(all),
  ]);
  return { start, subjects: subjects.rows, matters: matters.rows.filter((m) => !m.unlisted) };
}

type Choices = Awaited<ReturnType<typeof choices>>;

/** StartNonRandom starts a 非随机检查 on the laptop without a package (art. 3, P16). */
export function StartNonRandom() {
  const { info } = useSession();
  const load = useCallback(choices, []);
  const { data, error, reload } = useLoad(load);
  return (
    <>
      <PageHeader
        title="开始非随机检查"
        note="举报、交办、突发等不适用随机抽查的情形（第三条）：经负责人口头同意后可以直接开始，24 小时内补办书面审批；同样的记录、文书和结果，交回办公室后并入。"
      >
        <a href={href('visit')}>返回今日路线单</a>
      </PageHeader>
      {info.actor.person === 'setup' && (
        <Alert
          className="error-alert"
          type="info"
          showIcon
          title="本机还没有检查人员的账户"
          description={
            <>
              先在<a href={href('settings')}>设置 › 人员</a>
              中登记组长（角色选“组长”），以其身份登录后再开始检查。
            </>
          }
        />
      )}
      <ErrorAlert error={error} onRetry={reload} />
      {!data && !error && <Spin className="page-spin" description="正在读取本机的名录" />}
      {data && (
        <div className="page-form">
          <ActionForm<FieldValues>
            initial={initialOf(data.start)}
            submit="开始检查"
            alias={{ proof: 'proofPath', approvedAt: 'approvedAt' }}
            onCancel={() => go('visit')}
            onSubmit={async (values) => {
              const form = await Visit.StartNonRandom(checkOf(values));
              go('visit', form.visit.id);
            }}
          >
            {(form) => <Fields form={form} choices={data} />}
          </ActionForm>
        </div>
      )}
    </>
  );
}

function initialOf(start: FieldStart): FieldValues {
  return {
    item: '3',
    reason: '',
    proofPath: '',
    organ: start.organ,
    lead: start.lead,
    subject: '',
    subjectName: '',
    code: '',
    trade: '',
    premises: '',
    legalRep: '',
    phone: '',
    matters: [],
    unlisted: '',
    members: [blankMember, blankMember],
    leader: '0',
    approver: '',
    post: '',
    approvedAt: minuteText(new Date().toISOString()),
    opinion: '同意',
  };
}

function Fields({ form, choices }: { form: FormInstance<FieldValues>; choices: Choices }) {
  const subject = Form.useWatch('subject', form);
  return (
    <>
      <Form.Item name="item" label="不适用随机抽查的情形">
        <Select
          options={Object.entries(ExemptLabels).map(([value, label]) => ({
            value: value as Exempt,
            label,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label="事由"
        rules={[{ required: true, whitespace: true, message: '请写明线索、要求或事件' }]}
      >
        <Input.TextArea
          className="grow"
          rows={2}
          placeholder="例如：9 时 20 分接群众举报，反映……"
        />
      </Form.Item>
      <Form.Item
        name="proofPath"
        label="依据材料"
        extra="举报登记、交办单的照片或扫描件；没有的，以电话报告记录为依据。"
      >
        <FilePick kind="scan" label="依据材料" />
      </Form.Item>
      <Form.Item name="subject" label="检查对象" extra="本机名录里没有的，选“手工填写”。">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: '手工填写' },
            ...choices.subjects.map((s) => ({
              value: s.id,
              label: `${s.name} ${s.code}（${s.trade}）`,
            })),
          ]}
        />
      </Form.Item>
      {!subject && <TypedSubject trades={[...new Set(choices.matters.flatMap((m) => m.trades))]} />}
      <Form.Item name="matters" label="清单内事项" extra="属于清单内事项的，从中选择。">
        <MultiSelect
          placeholder={choices.matters.length > 0 ? '编码或名称' : '本机没有抽查事项清单'}
          options={choices.matters.map((m) => ({
            value: m.id,
            label: `${m.code} ${m.name}（${m.trades.join('、')}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="unlisted" label="清单外事项" extra="一行一项，写明检查内容。">
        <Input.TextArea className="grow" rows={1} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="organ"
          label="检查机关"
          rules={[{ required: true, whitespace: true, message: '请填写检查机关全称' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="lead"
          label="实施部门"
          rules={[{ required: true, whitespace: true, message: '请填写实施部门' }]}
        >
          <Input />
        </Form.Item>
      </div>
      <MemberRows form={form} known={choices.start.members} />
      <div className="form-grid">
        <Form.Item
          name="approver"
          label="同意检查的负责人"
          rules={[{ required: true, whitespace: true, message: '请填写负责人姓名' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="post"
          label="职务"
          rules={[{ required: true, whitespace: true, message: '请填写职务' }]}
        >
          <Input placeholder="例如：分管副局长" />
        </Form.Item>
        <Form.Item
          name="approvedAt"
          label="口头同意的时间"
          extra="如 2026-03-02 07:40；书面审批 24 小时内补办。"
          rules={[{ required: true, message: '请填写时间' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="opinion" label="意见">
          <Input />
        </Form.Item>
      </div>
    </>
  );
}

function TypedSubject({ trades }: { trades: string[] }) {
  return (
    <div className="form-grid">
      <Form.Item
        name="subjectName"
        label="名称"
        rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="code" label="统一社会信用代码/注册号">
        <Input />
      </Form.Item>
      <Form.Item
        name="trade"
        label="行业类别"
        extra={trades.length > 0 ? `清单内的写法：${trades.join('、')}` : undefined}
        rules={[{ required: true, whitespace: true, message: '请填写行业类别' }]}
      >
        <Input />
      </Form.Item>
      <Form.Item
        name="premises"
        label="地址"
        rules={[{ required: true, whitespace: true, message: '请填写地址' }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="legalRep" label="负责人">
        <Input />
      </Form.Item>
      <Form.Item name="phone" label="电话">
        <Input />
      </Form.Item>
    </div>
  );
}
