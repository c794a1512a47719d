import { Form } from 'antd';
import { Assign, type ShareView, type Task } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';

interface Props {
  task: Task;
  of: ShareView | undefined;
  onClose: () => void;
  onSent: (text: string) => void;
}

/** SendShare writes the signed package that hands a unit its part of the list. */
export function SendShare({ task, of, onClose, onSent }: Props) {
  const { info } = useSession();
  const unit = of?.share.unit ?? '';
  const name = `任务分派包 ${task.no} ${unit}.zip`;
  return (
    <FormDialog<{ out: string }>
      title={`派发给${unit}`}
      note={`${of?.subjects.length ?? 0} 户。派发后该单位的名单不再调整（第十四条）。`}
      open={of !== undefined}
      onClose={onClose}
      initial={{ out: outPath(info.workspace.dir, 'packages', name) }}
      submit="签名并写出分派包"
      onSubmit={async ({ out }) => {
        const sent = await Assign.Package(task.id, of?.share.task || unit, out.trim());
        onSent(`已写出任务分派包：${sent.path}。拷给${unit}，在其“派发与交换”中打开。`);
      }}
    >
      <Form.Item name="out" label="分派包保存到">
        <SavePick name={name} />
      </Form.Item>
    </FormDialog>
  );
}
