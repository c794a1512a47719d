import { Card, Form } from 'antd';
import { useState } from 'react';
import { type HeaderRow, type PlatformReport, Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { FilePick } from '../../components/FilePick';
import { found } from '../library/columns';
import { nothing } from './PlatformAdd';
import { PlatformPreview } from './PlatformPreview';

interface Props {
  task: Task;
  onDone: (text: string) => void;
}

/** PlatformList takes the list that the platform drew (art. 13; the default): choose the file, look at it, import. */
export function PlatformList({ task, onDone }: Props) {
  const [path, setPath] = useState('');
  const [report, setReport] = useState<PlatformReport>();
  const [at, setAt] = useState(found);
  const read = (r: PlatformReport, row: HeaderRow) => {
    setReport(r);
    setAt(row);
  };
  if (report) {
    return (
      <PlatformPreview
        task={task}
        path={path}
        report={report}
        at={at}
        onRead={read}
        onBack={() => setReport(undefined)}
        onDone={onDone}
      />
    );
  }
  return (
    <Card title="导入平台名单" size="small">
      <p className="dialog-note">
        选择从监管平台导出的抽取名单：表格，或全国公示系统字段的
        JSON。先预览，再导入；原文件连同摘要一并留存，记为平台抽取。
      </p>
      <ActionForm<{ path: string }>
        initial={{ path }}
        submit="预览"
        alias={{ file: 'path' }}
        onSubmit={async (values) => {
          const file = values.path.trim();
          read(await Task.PreviewPlatform({ ...nothing, task: task.id, path: file }), found);
          setPath(file);
        }}
      >
        <Form.Item
          name="path"
          label="平台名单文件"
          rules={[{ required: true, message: '请选择平台名单文件' }]}
        >
          <FilePick kind="list" label="平台名单文件" />
        </Form.Item>
      </ActionForm>
    </Card>
  );
}
