import { Alert, Form, Input, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { BulkReport, Query } from '../../api/generated';
import { type BulkInput, Library, type Noun, type RegisterField } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { JobProgress } from '../../components/JobProgress';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';

interface Props {
  noun: Noun;
  open: boolean;
  fields: RegisterField[];
  /** ids are the ticked rows; none = all that the list shows. */
  ids: string[];
  query: Query;
  onClose: () => void;
  onDone: (text: string) => void;
}

interface Values {
  field: string;
  value: string;
  reason: string;
}

/** BulkForm sets one field of many rows: first it counts, then, with a reason, it changes them all or none. */
export function BulkForm({ noun, open, fields, ids, query, onClose, onDone }: Props) {
  const [counted, setCounted] = useState<{ edit: BulkInput; report: BulkReport }>();
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const finish = useAction(async (done: string) => {
    const r = await Library.BulkDone(done);
    setId(undefined);
    onDone(`已把 ${r.changed} 条的“${r.field}”改为“${r.value}”`);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the job has ended
  useEffect(() => {
    if (job?.state === 'done') finish.run(job.id);
  }, [job?.state]);
  useEffect(() => {
    if (open) setCounted(undefined);
  }, [open]);
  const submit = async ({ field, value, reason }: Values) => {
    const edit: BulkInput = { noun, ids, query: { ...query, page: 0 }, field, value, reason };
    if (counted && same(counted.edit, edit)) setId(await Library.Bulk(edit));
    else setCounted({ edit, report: await Library.BulkPreview(edit) });
  };
  return (
    <FormDialog<Values>
      title={ids.length > 0 ? `批量修改选中的 ${ids.length} 条` : '批量修改列表中的全部记录'}
      note={ids.length > 0 ? undefined : '按当前的查找和筛选条件修改；只改几条时，先在列表中勾选。'}
      open={open}
      onClose={onClose}
      initial={{ field: '', value: '', reason: '' }}
      submit={counted ? '确认修改' : '先看有多少条'}
      onSubmit={submit}
    >
      {(form) => (
        <>
          <Form.Item name="field" label="字段" rules={[{ required: true, message: '请选择字段' }]}>
            <Select
              options={fields.filter((f) => f.bulk).map((f) => ({ value: f.name, label: f.label }))}
              onChange={() => {
                form.setFieldValue('value', '');
                setCounted(undefined);
              }}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.field !== b.field}>
            {() => (
              <Form.Item name="value" label="改为">
                {fields.find((f) => f.name === form.getFieldValue('field'))?.kind === 'yes' ? (
                  <Radio.Group options={['是', '否']} onChange={() => setCounted(undefined)} />
                ) : (
                  <Input onChange={() => setCounted(undefined)} />
                )}
              </Form.Item>
            )}
          </Form.Item>
          <Form.Item
            name="reason"
            label="理由"
            rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
          >
            <Input placeholder="例如：辖区调整" />
          </Form.Item>
          {counted && <Counted of={counted.report} />}
          {job && id && <JobProgress job={job} />}
        </>
      )}
    </FormDialog>
  );
}

/** same tells whether what was counted is what is to be done. */
function same(a: BulkInput, b: BulkInput): boolean {
  return a.field === b.field && a.value === b.value && a.ids.length === b.ids.length;
}

function Counted({ of: r }: { of: BulkReport }) {
  return (
    <Alert
      className="error-alert"
      type={r.changed > 0 ? 'warning' : 'info'}
      showIcon
      title={`找到 ${r.matched} 条：将修改 ${r.changed} 条，${r.same} 条已是这个值`}
      description={r.sample.length > 0 ? `例如：${r.sample.join('、')}` : undefined}
    />
  );
}
