import { Card, Form } from 'antd';
import { Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { FilePick } from '../../components/FilePick';

interface Props {
  task: Task;
  onDone: (text: string) => void;
}

/** PlatformList takes the list that the platform drew (art. 13; the default). */
export function PlatformList({ task, onDone }: Props) {
  return (
    <Card title="导入平台名单" size="small">
      <p className="dialog-note">
        选择从监管平台导出的抽取名单。原文件连同摘要一并留存；名单中的对象必须都在检查对象名录库中，否则整份不导入。
      </p>
      <ActionForm<{ path: string }>
        initial={{ path: '' }}
        submit="导入平台名单"
        alias={{ file: 'path' }}
        onSubmit={async ({ path }) => {
          const report = await Task.ImportPlatform(task.id, path.trim());
          onDone(`平台名单已导入，共 ${report.matched} 户`);
        }}
      >
        <Form.Item
          name="path"
          label="平台名单文件"
          rules={[{ required: true, message: '请选择平台名单文件' }]}
        >
          <FilePick kind="sheet" label="平台名单文件" />
        </Form.Item>
      </ActionForm>
    </Card>
  );
}
