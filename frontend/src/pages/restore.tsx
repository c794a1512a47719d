import { Alert, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { type FileKind, type Restored, type RestoreForm, Session } from '../api/generated';
import { ErrorAlert } from '../components/ErrorAlert';
import { Gate } from '../components/Gate';
import { formatInstant } from '../lib/clock';
import { useAction } from '../lib/useAction';

const empty: RestoreForm = {
  file: '',
  passphrase: '',
  key: '',
  person: '',
  password: '',
  newPassword: '',
  evidence: '',
};

const required = (message: string) => [{ required: true, whitespace: true, message }];

/** Restore brings a workspace back from a backup, on a new PC or over one that is damaged. */
export default function Restore({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [form] = Form.useForm<RestoreForm>();
  const [restored, setRestored] = useState<Restored>();
  const restore = useAction(async (fields: RestoreForm) =>
    setRestored(await Session.Restore({ ...empty, ...fields })),
  );
  if (restored) return <Outcome of={restored} onDone={onDone} />;
  const path = (field: 'file' | 'key', kind: FileKind) => (
    <PathField kind={kind} onPick={(picked) => form.setFieldValue(field, picked)} />
  );
  return (
    <Gate
      title="从备份恢复"
      note="备份先解密并全面查验，通过后才放入本机；原有的文件另存，不会删除。"
    >
      <Form<RestoreForm>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={empty}
        onFinish={restore.run}
      >
        <Form.Item name="file" label="备份文件" rules={required('请选择备份文件')}>
          {path('file', 'backup')}
        </Form.Item>
        <Form.Item name="passphrase" label="做备份时的工作区口令" rules={required('请输入口令')}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="person"
          label="由谁恢复"
          extra="姓名或警号；记入留痕。须是备份里的账户，且有权进行设置和备份。"
          rules={required('请填写姓名或警号')}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="password" label="该人员的密码">
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label="或设新密码"
          extra="密码忘了，或备份里没有密码时填：凭上面的口令为该人员设新的（办公室限管理员、办公室人员）。"
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="evidence"
          label="证据所在的备份文件夹（可不填）"
          extra="第二备份位置下 ssj- 开头的文件夹。不填则证据文件须另行取回。"
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="key"
          label="签发单位的密钥文件（可不填）"
          extra="只在忘记本设备口令时用：填办公室的密钥文件，上面的口令填办公室的。"
        >
          {path('key', 'key')}
        </Form.Item>
        <ErrorAlert error={restore.error} />
        <Flex gap="small" justify="end">
          <Button onClick={onBack}>返回</Button>
          <Button type="primary" htmlType="submit" loading={restore.running}>
            恢复
          </Button>
        </Flex>
      </Form>
    </Gate>
  );
}

interface PathProps {
  id?: string;
  value?: string;
  kind: FileKind;
  onPick: (path: string) => void;
  onChange?: (path: string) => void;
}

/** PathField takes a path before there is a session; the window adds its dialog. */
function PathField({ id, value, kind, onPick, onChange }: PathProps) {
  const pick = useAction(async () => {
    const path = await Session.PickFile(kind);
    if (path) onPick(path);
  });
  return (
    <Flex vertical gap="small">
      <Flex gap="small">
        <Input
          id={id}
          value={value}
          placeholder="文件的完整路径"
          onChange={(e) => onChange?.(e.target.value)}
        />
        {window.go && (
          <Button loading={pick.running} onClick={() => pick.run()}>
            选择文件
          </Button>
        )}
      </Flex>
      <ErrorAlert error={pick.error} />
    </Flex>
  );
}

function Outcome({ of, onDone }: { of: Restored; onDone: () => void }) {
  return (
    <Gate title="已恢复" note={`${of.workspace}，${formatInstant(of.at)} 的状态`}>
      <Alert
        role="status"
        type={of.lost === 0 ? 'success' : 'warning'}
        showIcon
        title={of.told}
        description={`${of.found} 条留痕，检查点 ${of.checkpoint}。${of.limit}`}
      />
      {of.missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`有 ${of.missing.length} 个证据文件不在本机`}
          description={of.missing.join('；')}
        />
      )}
      <Button type="primary" onClick={onDone}>
        进入
      </Button>
    </Gate>
  );
}
