import { Form, Input, Select } from 'antd';
import { type PlatformPerson, type PlatformReport, Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { DateField } from '../../components/DateField';

interface Props {
  task: Task;
  path: string;
  report: PlatformReport;
  onDone: (report: PlatformReport) => void;
}

interface Values {
  reason: string;
  trade: string;
  people: PlatformPerson[];
}

/** PlatformAdd adds to the registers what the platform's list has and they lack, with a reason, and imports the list. */
export function PlatformAdd({ task, path, report, onDone }: Props) {
  const [only] = task.trades;
  const required = [{ required: true, message: '请填写' }];
  return (
    <ActionForm<Values>
      initial={{ reason: '', trade: only ?? '', people: report.people }}
      submit="补入名录库并导入"
      onSubmit={async (values) => {
        const input = { ...values, task: task.id, path, file: report.file };
        onDone(await Task.TakePlatform(input));
      }}
    >
      <p className="dialog-note">
        补入名录库：对象 {report.unknown} 户，人员 {report.people.length}{' '}
        名。补入的条目与理由都留痕，其余内容稍后在名录库补全。
      </p>
      <div className="form-grid">
        <Form.Item
          name="reason"
          label="补入的理由"
          rules={[{ required: true, whitespace: true, message: '请写明补入名录库的理由' }]}
        >
          <Input placeholder="例如：平台新增的登记对象，名录库尚未同步" />
        </Form.Item>
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
