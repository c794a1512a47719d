import { Button, Form, Input, Select } from 'antd';
import { Result, ResultCodeLabels, type ResultView } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { GrowingText } from '../../components/GrowingText';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';

interface Props {
  view: ResultView;
  /** onDone is told what was done. */
  onDone: (text: string) => void;
}

const codes = Object.entries(ResultCodeLabels).map(([value, label]) => ({ value, label }));

/** ReviewStep passes a result on, or corrects it before that. */
export function ReviewStep({ view, onDone }: Props) {
  const { result } = view;
  const review = useAction(async () => {
    await Result.Review(result.id);
    onDone('已审核，待录平台');
  });
  return (
    <>
      <Button type="primary" loading={review.running} onClick={() => review.run()}>
        审核通过
      </Button>
      <div className="after-block">
        <ErrorAlert error={review.error} />
      </div>
      <h2>结果不符的，先改动</h2>
      <ActionForm
        initial={{ code: result.code as string, followUp: result.followUp }}
        submit="保存改动"
        onSubmit={async ({ code, followUp }) => {
          await Result.Change(result.id, code, followUp);
          onDone('结果已改动，待他人审核');
        }}
      >
        <Form.Item name="code" label="检查结果">
          <Select showSearch={{ optionFilterProp: 'label' }} options={codes} />
        </Form.Item>
        <Form.Item name="followUp" label="后续处置措施">
          <GrowingText rows={2} />
        </Form.Item>
      </ActionForm>
    </>
  );
}

/** OnFileForm records that a result was typed into the platform. */
export function OnFileForm({ view, onDone }: Props) {
  const { info } = useSession();
  return (
    <>
      <h2>登记已录平台</h2>
      <ActionForm
        initial={{ platformNo: view.result.platformNo, operator: info.actor.name }}
        submit="登记已录平台"
        onSubmit={async ({ platformNo, operator }) => {
          await Result.OnFile(view.result.id, platformNo.trim(), operator.trim());
          onDone('已登记录入平台，待公示');
        }}
      >
        <div className="field-row">
          <Form.Item name="platformNo" label="平台编号">
            <Input />
          </Form.Item>
          <Form.Item name="operator" label="平台录入人">
            <Input />
          </Form.Item>
        </div>
      </ActionForm>
    </>
  );
}

/** PublishedForm stops the clock of art. 21, with its proof. */
export function PublishedForm({ view, onDone }: Props) {
  return (
    <ActionForm
      initial={{ platformNo: view.result.platformNo, proof: '' }}
      submit="登记已公示"
      onSubmit={async ({ platformNo, proof }) => {
        await Result.Published(view.result.id, platformNo.trim(), proof.trim());
        onDone('已登记公示，期限停止计算');
      }}
    >
      <Form.Item name="platformNo" label="平台编号">
        <Input />
      </Form.Item>
      <Form.Item name="proof" label="公示页面截图或平台回执">
        <FilePick kind="scan" label="公示凭据" />
      </Form.Item>
    </ActionForm>
  );
}
