import { Form, Input, Radio } from 'antd';
import { Team, type TeamView } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { codeProves } from './ReadOutCode';

interface Props {
  view: TeamView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  inspector: string;
  name: string;
  badge: string;
  certNo: string;
  leader: string;
  code: string;
}

const blank: Values = { inspector: '', name: '', badge: '', certNo: '', leader: '', code: '' };

/** PhoneForm enters on the laptop what the office reads out of a replacement (P11). */
export function PhoneForm({ view, onClose, onSaved }: Props) {
  const team = view?.team;
  return (
    <FormDialog<Values>
      title={`登记电话告知的更换：${view?.subjectName ?? ''}`}
      note={codeProves}
      open={team !== undefined}
      onClose={onClose}
      initial={blank}
      submit="登记"
      onSubmit={async (values) => {
        if (!team) return;
        const r = await Team.TakePhone({ ...values, team: team.id });
        onSaved(`核对码相符：${r.name} 换为 ${values.name}，待核，收到任务变更包后核实`);
      }}
    >
      <Form.Item
        name="inspector"
        label="被更换的人员"
        rules={[{ required: true, message: '请选择被更换的人员' }]}
      >
        <Radio.Group
          options={team?.members.map((m) => ({
            value: m.inspector,
            label: `${m.name}（${m.badge}）${m.inspector === team.leader ? '，组长' : ''}`,
          }))}
        />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="name"
          label="新人员姓名"
          rules={[{ required: true, whitespace: true, message: '请输入姓名' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="badge"
          label="新人员警号"
          rules={[{ required: true, whitespace: true, message: '请输入警号' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="certNo"
          label="新人员执法证号"
          extra="看其本人出示的证件。"
          rules={[{ required: true, whitespace: true, message: '请输入执法证号' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="code"
          label="核对码"
          extra="十位，不分大小写。"
          rules={[{ required: true, whitespace: true, message: '请输入核对码' }]}
        >
          <Input autoComplete="off" placeholder="例如 7K3QX-0B2MD" />
        </Form.Item>
      </div>
      <Form.Item noStyle dependencies={['inspector', 'name', 'badge']}>
        {({ getFieldValue }) =>
          team &&
          getFieldValue('inspector') === team.leader && (
            <Form.Item
              name="leader"
              label="由谁任组长"
              rules={[{ required: true, message: '请选择组长' }]}
            >
              <Radio.Group
                options={[
                  ...team.members.filter((m) => m.inspector !== team.leader),
                  { name: getFieldValue('name'), badge: getFieldValue('badge') },
                ].map((m) => ({ value: m.badge, label: m.name || '新人员' }))}
              />
            </Form.Item>
          )
        }
      </Form.Item>
    </FormDialog>
  );
}
