import { Form, Input, Radio } from 'antd';
import { type ConflictView, Dispatch } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';

interface Props {
  of: ConflictView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  take: boolean;
  person: string;
  post: string;
  reason: string;
}

/** DecideConflict lets one of two versions stand, by a named person's word. */
export function DecideConflict({ of, onClose, onSaved }: Props) {
  const { info } = useSession();
  const enters = info.actor.role === 'office';
  return (
    <FormDialog<Values>
      title={`裁定：${of?.nounLabel ?? ''} ${of?.name ?? ''}`}
      note="两个版本都留存；采用另一版本时，其内容成为新的现有版本。"
      open={of !== undefined}
      onClose={onClose}
      initial={{
        take: false,
        person: enters ? '' : info.actor.name,
        post: enters ? '' : info.roleLabel,
        reason: '',
      }}
      submit="裁定"
      onSubmit={async (values) => {
        await Dispatch.DecideConflict({ ...values, digest: of?.fork.digest ?? '' });
        onSaved(`${of?.nounLabel ?? ''} ${of?.name ?? ''}：已裁定`);
      }}
    >
      <Form.Item name="take" label="以哪一个版本为准">
        <Radio.Group
          options={[
            { value: false, label: '维持现有版本' },
            { value: true, label: '采用另一版本' },
          ]}
        />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="person" label="裁定的负责人">
          <Input disabled={!enters} autoComplete="off" />
        </Form.Item>
        <Form.Item name="post" label="职务">
          <Input disabled={!enters} placeholder="例如：分管副局长" />
        </Form.Item>
      </div>
      <Form.Item
        name="reason"
        label="理由"
        rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
      >
        <Input.TextArea rows={2} />
      </Form.Item>
    </FormDialog>
  );
}
