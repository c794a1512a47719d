import { Form, Input, Radio } from 'antd';
import { AnswerValueLabels, Paper } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';

/** Clash is a line to which a department's sheet says another thing than the record. */
export interface Clash {
  paper: Paper;
  n: number;
}

interface Props {
  clash: Clash | undefined;
  onClose: () => void;
  onDone: (text: string) => void;
}

interface Values {
  taken: string;
  reason: string;
}

/** DecideClash asks which of two answers holds, and why. */
export function DecideClash({ clash, onClose, onDone }: Props) {
  const c = clash?.paper.form?.clashes[clash.n];
  const said = (value: keyof typeof AnswerValueLabels, note: string) =>
    `“${AnswerValueLabels[value]}”${note && `（${note}）`}`;
  return (
    <FormDialog<Values>
      title={`裁定答复的不同：${clash?.paper.form?.department ?? ''}`}
      note={c?.text}
      open={c !== undefined}
      onClose={onClose}
      initial={{ taken: '', reason: '' }}
      submit="裁定"
      onSubmit={async ({ taken, reason }) => {
        if (!clash) return;
        await Paper.DecideForm(clash.paper.id, clash.n, taken, reason);
        onDone('已裁定，裁定人和理由随检查表保存');
      }}
    >
      <Form.Item name="taken" label="采用哪一份">
        <Radio.Group
          options={[
            { value: 'theirs', label: `采用该部门的：${c ? said(c.theirs, c.theirsNote) : ''}` },
            { value: 'ours', label: `保留记录：${c ? said(c.ours, c.oursNote) : ''}` },
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label="理由">
        <Input />
      </Form.Item>
    </FormDialog>
  );
}
