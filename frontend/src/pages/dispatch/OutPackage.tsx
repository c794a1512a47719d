import { Form, Typography } from 'antd';
import { useState } from 'react';
import { Dispatch, type Sent } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { SavePick } from '../../components/SavePick';
import { TaskSelect } from '../../components/TaskSelect';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { Crossing } from './Crossing';
import { Filings } from './Filings';
import { SentNote } from './SentNote';

interface Fields {
  task: string;
  out: string;
}

interface Props {
  task: string;
  about: string;
  submit: string;
  name: string;
  next: string;
  write: (task: string, out: string) => Promise<Sent>;
}

/** OutPackage writes one signed package of a task. */
function OutPackage({ task, about, submit, name, next, write }: Props) {
  const { info } = useSession();
  const [sent, setSent] = useState<Sent>();
  return (
    <div className="page-form">
      <Typography.Paragraph>{about}</Typography.Paragraph>
      <ActionForm<Fields>
        initial={{ task, out: outPath(info.workspace.dir, 'packages', name) }}
        submit={submit}
        onSubmit={async (f) => setSent(await write(f.task, f.out.trim()))}
      >
        <Form.Item name="task" label="抽查任务" rules={[{ required: true, message: '请选择任务' }]}>
          <TaskSelect />
        </Form.Item>
        <Form.Item name="out" label="保存到">
          <SavePick name={name} />
        </Form.Item>
      </ActionForm>
      <SentNote sent={sent} next={next} />
    </div>
  );
}

/** ResultPackage hands the finished visits of a task back to the office. */
export function ResultPackage({ task }: { task: string }) {
  const { info } = useSession();
  return (
    <OutPackage
      task={task}
      about={
        info.workspace.kind === 'office'
          ? '把上级分派的任务的人员匹配、审批、检查、文书和结果按现状交回上级；可以多次交回，上级据此掌握进度。'
          : '把已结束的检查连同证据、文书和结果交回办公室。没有结束的检查留在本机，结束后再交。'
      }
      submit="签名并写出结果包"
      name={`结果包 ${info.workspace.name} ${info.workspace.today}.zip`}
      next="把文件拷回办公室，在其“派发与交换”中收取。"
      write={Dispatch.Result}
    />
  );
}

/** UploadPackage writes what the provincial platform takes (P13: no audio, video or photos). */
export function UploadPackage({ task }: { task: string }) {
  const { info } = useSession();
  const [made, setMade] = useState(0);
  return (
    <>
      <Crossing task={task} />
      <OutPackage
        task={task}
        about="报送包含已审核的检查结果、现场检查笔录和结果公示；音视频、照片和案件材料留在本单位，不随包外传。平台退回的，改好后再制作一次，即为下一版。"
        submit="签名并写出报送包"
        name={`报送包 ${info.workspace.today}.zip`}
        next="按导出审批经光盘或单向导入送平台，送到后在下面登记上传和平台的回执；送达不等于公示，以平台回执为准。"
        write={async (of, out) => {
          const sent = await Dispatch.Upload(of, out);
          setMade((n) => n + 1);
          return sent;
        }}
      />
      <Filings key={made} />
    </>
  );
}
