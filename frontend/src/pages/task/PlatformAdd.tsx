import { Form, Input, Select } from 'antd';
import { type PlatformPerson, type PlatformReport, Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { DateField } from '../../components/DateField';
import { found } from '../library/columns';

interface Props {
  task: Task;
  path: string;
  report: PlatformReport;
  onDone: (report: PlatformReport) => void;
}

interface Values {
  leaveOut: string;
  reason: string;
  trade: string;
  people: PlatformPerson[];
}

/** nothing is an input that adds nothing to the registers and leaves nothing out. */
export const nothing = {
  at: found,
  file: '',
  reason: '',
  trade: '',
  people: [],
  leaveOut: '',
};

/** PlatformAdd imports the list with the reasons it needs: to add what the registers lack, to leave out what may not be inspected again. */
export function PlatformAdd({ task, path, report, onDone }: Props) {
  const [only] = task.trades;
  const missing = report.unknown > 0 || report.people.length > 0;
  const submit = [
    missing && '补入名录库',
    report.barred > 0 && `不列入 ${report.barred} 户`,
    '导入',
  ].filter(Boolean);
  const required = [{ required: true, message: '请填写' }];
  return (
    <ActionForm<Values>
      initial={{ reason: '', trade: only ?? '', people: report.people, leaveOut: '' }}
      submit={submit.join('并')}
      onSubmit={async (values) => {
        const input = { ...nothing, ...values, task: task.id, path, file: report.file };
        onDone(await Task.TakePlatform(input));
      }}
    >
      {missing && (
        <p className="dialog-note">
          补入名录库：对象 {report.unknown} 户，人员 {report.people.length}{' '}
          名。补入的条目与理由都留痕，其余内容稍后在名录库补全。
        </p>
      )}
      <div className="form-grid">
        {report.barred > 0 && (
          <Form.Item
            name="leaveOut"
            label={`不列入 ${report.barred} 户的理由`}
            rules={[{ required: true, whitespace: true, message: '请写明不列入的理由' }]}
          >
            <Input placeholder="例如：本年度该事项已检查合格，不再检查" />
          </Form.Item>
        )}
        {missing && (
          <Form.Item
            name="reason"
            label="补入的理由"
            rules={[{ required: true, whitespace: true, message: '请写明补入名录库的理由' }]}
          >
            <Input placeholder="例如：平台新增的登记对象，名录库尚未同步" />
          </Form.Item>
        )}
        {task.trades.length > 1 && report.unknown > 0 && (
          <Form.Item name="trade" label="补入对象的行业类别">
            <Select options={task.trades.map((t) => ({ value: t, label: t }))} />
          </Form.Item>
        )}
      </div>
      {report.people.map((p, i) => (
        <fieldset key={p.badge} className="form-block">
          <legend>补入检查人员：警号 {p.badge}</legend>
          <Form.Item name={['people', i, 'badge']} hidden noStyle>
            <Input />
          </Form.Item>
          <div className="form-grid">
            <Form.Item name={['people', i, 'name']} label="姓名" rules={required}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name={['people', i, 'department']} label="所在业务部门" rules={required}>
              <Select options={task.departments.map((d) => ({ value: d, label: d }))} />
            </Form.Item>
            <Form.Item name={['people', i, 'certNo']} label="执法证件号" rules={required}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name={['people', i, 'certUntil']} label="证件有效期至" rules={required}>
              <DateField />
            </Form.Item>
          </div>
        </fieldset>
      ))}
    </ActionForm>
  );
}
