import { Button, Form, Input, Radio } from 'antd';
import { type Info, Session, type SetupForm } from '../api/generated';
import { ErrorAlert } from '../components/ErrorAlert';
import { Gate } from '../components/Gate';
import { same } from '../lib/same';
import { useAction } from '../lib/useAction';

interface Props {
  info: Info;
  onDone: () => void;
  onRestore: () => void;
}

type Fields = SetupForm & { again: string; passwordAgain: string };

const empty: Fields = {
  kind: 'office',
  name: '',
  organ: '',
  region: '',
  person: '',
  password: '',
  passwordAgain: '',
  passphrase: '',
  again: '',
};

const required = (message: string) => [{ required: true, whitespace: true, message }];

/** Setup makes the workspace when the folder has none: the first start on a PC. */
export default function Setup({ info, onDone, onRestore }: Props) {
  const [form] = Form.useForm<Fields>();
  const office = Form.useWatch('kind', form) !== 'field';
  const setup = useAction(async ({ again: _, passwordAgain: __, ...fields }: Fields) => {
    await Session.Setup({ ...empty, ...fields });
    onDone();
  });
  return (
    <Gate title="建立工作区" note={`资料将存放在 ${info.folder}`} wide>
      <Form<Fields>
        className="fields"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={empty}
        onFinish={setup.run}
      >
        <Form.Item name="kind" label="本机用途" className="fields-all">
          <Radio.Group
            options={[
              { value: 'office', label: '办公室：设置任务、抽取、派发、公示' },
              { value: 'field', label: '外勤：现场检查' },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="name"
          className={office ? undefined : 'fields-all'}
          label={office ? '单位名称' : '设备名称'}
          rules={required('请填写名称')}
        >
          <Input placeholder={office ? '例如：某市公安局某分局治安大队' : '例如：外勤一号'} />
        </Form.Item>
        {office && (
          <>
            <Form.Item
              name="organ"
              label="检查机关"
              extra="印在文书和公告上；不填则与单位名称相同。"
            >
              <Input />
            </Form.Item>
            <Form.Item
              name="region"
              label="行政区划代码"
              extra="计划、任务编号以此开头。"
              rules={[{ required: true, pattern: /^\d{6}$/, message: '请填写 6 位数字' }]}
            >
              <Input inputMode="numeric" maxLength={6} />
            </Form.Item>
            <Form.Item
              name="person"
              label="首位办公室人员"
              extra="由其登记其他人员。"
              rules={required('请填写姓名')}
            >
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="password"
              label="登录密码"
              extra="该人员登录用，至少 8 个字符，几个不相干的词连成一句即可。"
              rules={required('请设登录密码')}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Form.Item
              name="passwordAgain"
              label="再次输入密码"
              dependencies={['password']}
              rules={[same('password', '两次输入的密码不一致')]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="passphrase"
          label="工作区口令"
          extra="保护本机签名密钥；密码忘记时凭它重设。口令不能找回，请由专人封存保管。"
          rules={required('请设置口令')}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再次输入口令"
          dependencies={['passphrase']}
          rules={[same('passphrase', '两次输入的口令不一致')]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <div className="fields-all">
          <ErrorAlert error={setup.error} />
          <Button type="primary" htmlType="submit" block loading={setup.running}>
            建立
          </Button>
          <Button type="link" block onClick={onRestore}>
            换了电脑或数据损坏：从备份恢复
          </Button>
        </div>
      </Form>
    </Gate>
  );
}
