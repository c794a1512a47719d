import { AutoComplete, Checkbox, Form, Input } from 'antd';
import type { RegisterField } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { MultiSelect } from '../../components/MultiSelect';
import type { Completions, Row } from './fields';

interface Props<T extends Row> {
  title: string;
  open: boolean;
  initial: T;
  fields: RegisterField[];
  /** required are the fields that a row cannot do without. */
  required: string[];
  completions: Completions;
  onClose: () => void;
  onSave: (row: T, reason: string) => Promise<void>;
}

type Values<T> = T & { reason: string };

/** RowForm adds a row of a register or changes one; what the row says now stays in its history. */
export function RowForm<T extends Row>(props: Props<T>) {
  const { title, open, initial, fields, required, completions, onClose, onSave } = props;
  const shown = fields.filter((f) => f.name !== 'mergedInto');
  return (
    <FormDialog<Values<T>>
      title={title}
      note="代码或身份证号没有通过校验时不会拦下，但须写明保留的理由（第九条）。"
      open={open}
      onClose={onClose}
      width={860}
      initial={{ ...initial, reason: '' }}
      submit="保存"
      onSubmit={async ({ reason, ...row }) => onSave(row as unknown as T, reason)}
    >
      <div className="form-grid">
        {shown.map((f) => (
          <Form.Item
            key={f.name}
            name={f.name}
            label={f.kind === 'yes' ? undefined : f.label}
            valuePropName={f.kind === 'yes' ? 'checked' : 'value'}
            rules={
              required.includes(f.name)
                ? [{ required: true, whitespace: true, message: `请填写${f.label}` }]
                : []
            }
          >
            {inputOf(f, completions[f.name])}
          </Form.Item>
        ))}
      </div>
      <Form.Item name="reason" label="修改理由" extra="写进留痕和历史，例如：辖区调整、证照变更。">
        <Input />
      </Form.Item>
    </FormDialog>
  );
}

function inputOf(f: RegisterField, options: string[] | undefined) {
  switch (f.kind) {
    case 'date':
      return <DateField />;
    case 'yes':
      return <Checkbox>{f.label}</Checkbox>;
    case 'list':
      return (
        <MultiSelect
          mode="tags"
          tokenSeparators={['，', ',', '、']}
          open={false}
          suffixIcon={null}
        />
      );
  }
  if (!options) return <Input autoComplete="off" />;
  return (
    <AutoComplete
      options={options.map((value) => ({ value }))}
      showSearch={{ filterOption: (typed, o) => o?.value.includes(typed) ?? false }}
    />
  );
}
