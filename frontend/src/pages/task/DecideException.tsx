import { Form, Radio } from 'antd';
import { Exception, type ExceptionView } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { ConsentFields, type ConsentValues, useConsent } from '../team/ConsentFields';

interface Props {
  of: ExceptionView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values extends ConsentValues {
  approve: boolean;
}

/** DecideException registers what the 分管负责人 decided on an exception. */
export function DecideException({ of, onClose, onSaved }: Props) {
  const consent = useConsent();
  return (
    <FormDialog<Values>
      title={`决定：${of?.kindLabel ?? ''} ${of?.exception.name ?? ''}`}
      note={of?.exception.reason}
      open={of !== undefined}
      onClose={onClose}
      initial={{ approve: true, ...consent.initial }}
      submit={consent.gives ? '决定' : '登记'}
      alias={{ scan: 'scanPath' }}
      onSubmit={async (values) => {
        const x = await Exception.Decide({ ...values, exception: of?.exception.id ?? '' });
        onSaved(`${x.name}：${x.state === 'approved' ? '已批准' : '不予批准'}`);
      }}
    >
      <Form.Item name="approve" label="决定">
        <Radio.Group
          options={[
            { value: true, label: '批准' },
            { value: false, label: '不予批准（意见中写明理由）' },
          ]}
        />
      </Form.Item>
      <ConsentFields gives={consent.gives} />
    </FormDialog>
  );
}
