import { Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { Report, type ReportKind, ReportKindLabels } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { Period } from '../../components/Period';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { yearPeriod } from '../../lib/period';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

const kinds: { value: ReportKind; about: string }[] = [
  { value: 'ledger', about: '任务、对象、人员、结果、公示日，一户一行' },
  { value: 'stats', about: '各部门任务、联合、对象、公示率、问题发现率、各类结果' },
  { value: 'joint', about: '每个联合抽查任务一行' },
  { value: 'library', about: '清单和名录库的新增、变更、有效和失效，逐日的维护人' },
  { value: 'overdue', about: '逾期未公示和逾期公示的结果，逾期的任务' },
  { value: 'rectify', about: '责令限期整改逐项：期限、复查、已销号或逾期，另列逾期未销号' },
  { value: 'summary', about: 'Word 文档，数字已填好，其余留待补充' },
];

interface Values {
  kind: ReportKind;
  unit: string;
  out: string;
}

/** 报表: what superiors ask for, for a period and a unit, in one press. */
export default function Page() {
  const { info } = useSession();
  const year = Number(info.workspace.today.slice(0, 4));
  const [period, setPeriod] = useState(yearPeriod(year));
  const { data: units = [], error, reload } = useLoad(Report.Units);
  const [done, say] = useDone();
  const name = (kind: ReportKind, unit: string) =>
    `${ReportKindLabels[kind]} ${period.from} 至 ${period.to}${unit && ` ${unit}`}${kind === 'summary' ? '.docx' : '.xlsx'}`;
  const path = (kind: ReportKind, unit: string) =>
    outPath(info.folder, 'packages', name(kind, unit));
  return (
    <>
      <PageHeader title="报表" note="上级要的台账、统计和总结：选好期间和单位，一次生成。" />
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <Period {...period} onChange={setPeriod} />
      <div className="page-form form-block">
        <ActionForm<Values>
          key={`${period.from} ${period.to}`}
          initial={{ kind: 'ledger', unit: '', out: path('ledger', '') }}
          submit="生成报表"
          onSubmit={async ({ kind, unit, out }) => {
            await Report.Save({ kind, unit, ...period }, out.trim());
            say(`${ReportKindLabels[kind]}已写入 ${out.trim()}`);
          }}
        >
          {(form) => {
            const rename = () => {
              const { kind, unit } = form.getFieldsValue();
              form.setFieldValue('out', path(kind, unit));
            };
            return (
              <>
                <Form.Item name="kind" label="报表">
                  <Radio.Group
                    vertical
                    onChange={rename}
                    options={kinds.map((k) => ({
                      value: k.value,
                      label: (
                        <>
                          {ReportKindLabels[k.value]} <span className="under">{k.about}</span>
                        </>
                      ),
                    }))}
                  />
                </Form.Item>
                <Form.Item
                  name="unit"
                  label="单位"
                  extra="警种部门按发起和参与，派出所按检查对象所属；一单两库维护表不分单位"
                >
                  <Select
                    showSearch
                    onChange={rename}
                    options={[
                      { value: '', label: '全部单位' },
                      ...units.map((value) => ({ value, label: value })),
                    ]}
                  />
                </Form.Item>
                <Form.Item
                  name="out"
                  label="保存到"
                  rules={[{ required: true, message: '请填写保存位置' }]}
                >
                  <SavePick name={name('ledger', '')} />
                </Form.Item>
              </>
            );
          }}
        </ActionForm>
      </div>
    </>
  );
}
