import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { Approval, NetworkLabels, Settings } from '../../api/generated';
import { useDone } from '../../components/Done';
import { FormDialog } from '../../components/FormDialog';
import { TaskSelect } from '../../components/TaskSelect';
import { useLoad } from '../../lib/useLoad';
import { ConsentFields, type ConsentValues, useConsent } from '../team/ConsentFields';

/** Crossing asks for 导出审批 where the platform is on another network than this computer (P13). */
export function Crossing({ task }: { task: string }) {
  const { data } = useLoad(Settings.Networks);
  const { gives, initial } = useConsent();
  const [asking, setAsking] = useState(false);
  const [done, say] = useDone();
  if (!data?.crosses) return null;
  return (
    <>
      {done}
      <Alert
        className="error-alert"
        type="warning"
        showIcon
        title={`本机在${NetworkLabels[data.own]}，平台在${NetworkLabels[data.platform]}：每一版报送先经导出审批`}
        action={<Button onClick={() => setAsking(true)}>登记导出审批</Button>}
      />
      <FormDialog<ConsentValues & { ref: string }>
        title="导出审批"
        note="审批的是这一任务的下一版报送；申请人与审批人不能是同一人。"
        open={asking}
        onClose={() => setAsking(false)}
        initial={{ ...initial, ref: task }}
        submit={gives ? '审批' : '登记'}
        alias={{ scan: 'scanPath' }}
        onSubmit={async (values) => {
          const given = await Approval.Register({ ...values, noun: 'crossing' });
          setAsking(false);
          say(`已登记：${given.enteredFor}，${given.approver} ${given.date}`);
        }}
      >
        <Form.Item name="ref" label="抽查任务" rules={[{ required: true, message: '请选择任务' }]}>
          <TaskSelect />
        </Form.Item>
        <ConsentFields gives={gives} />
      </FormDialog>
    </>
  );
}
