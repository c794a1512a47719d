import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { type DrawnForm, Evidence } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { emptyEvidence } from '../visit/AddEvidence';
import { signingStep } from '../visit/record';

interface Props {
  visit: string;
  of: DrawnForm;
  onDone: () => void;
}

/** SigningRecording registers the recorder that films the signing: it is read out later (P10). */
export function SigningRecording({ visit, of, onDone }: Props) {
  const [open, setOpen] = useState(false);
  const officers = of.names.filter((n) => n.kind === 'officer').map((n) => ({ value: n.name }));
  if (!open) return <Button onClick={() => setOpen(true)}>登记签署录像</Button>;
  return (
    <ActionForm
      initial={{ recorder: '', officer: officers[0]?.value ?? '' }}
      submit="登记签署录像（待回填）"
      onSubmit={async (about) => {
        await Evidence.Pending({ ...emptyEvidence(visit), ...about, step: signingStep });
        setOpen(false);
        onDone();
      }}
    >
      <div className="field-row field-row-narrow">
        <Form.Item name="recorder" label="记录签署的记录仪编号">
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="officer" label="佩戴人">
          <Select options={officers} />
        </Form.Item>
      </div>
    </ActionForm>
  );
}
