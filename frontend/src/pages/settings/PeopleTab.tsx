import { Button, Flex, Form, Input, Select, Switch, Table, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { type Person, type Role, RoleLabels, Session, Settings } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

const blank: Person = {
  id: '',
  name: '',
  post: '',
  unit: '',
  badge: '',
  role: 'leader',
  active: true,
};

/** Row is a person with what is known of the password. */
type Row = Person & { password: string };

async function load(): Promise<Row[]> {
  const [people, accounts] = await Promise.all([Session.People(), Session.Accounts()]);
  return people.map((p) => {
    const a = accounts.people.find((x) => x.id === p.id);
    if (!a) return { ...p, password: '' };
    return { ...p, password: a.initial ? '初始密码，待修改' : a.password ? '有' : '还没有' };
  });
}

/** PeopleTab keeps the accounts: who may sign in, in which role; passwords; who left. */
export function PeopleTab() {
  const { info } = useSession();
  const { data: people = [], error, loading, reload } = useLoad(useCallback(load, []));
  const [edited, setEdited] = useState<Person>();
  const [given, setGiven] = useState<Row>();
  const [leaving, setLeaving] = useState<Row>();
  const [done, say] = useDone();
  const columns: TableColumnsType<Row> = [
    { key: 'name', title: '姓名', dataIndex: 'name' },
    { key: 'badge', title: '警号（工号）', dataIndex: 'badge' },
    { key: 'unit', title: '单位', dataIndex: 'unit' },
    { key: 'post', title: '职务', dataIndex: 'post' },
    { key: 'role', title: '角色', render: (_, p) => RoleLabels[p.role] },
    {
      key: 'active',
      title: '账户',
      render: (_, p) => (p.active ? <Tag color="success">启用</Tag> : <Tag>停用</Tag>),
    },
    { key: 'password', title: '密码', dataIndex: 'password' },
    {
      key: 'actions',
      title: '办理',
      render: (_, p) => (
        <Flex gap="small">
          <Button size="small" aria-label={`修改 ${p.name}`} onClick={() => setEdited(p)}>
            修改
          </Button>
          {p.active && p.id !== info.actor.person && (
            <>
              <Button size="small" aria-label={`给密码 ${p.name}`} onClick={() => setGiven(p)}>
                给初始密码
              </Button>
              <Button
                size="small"
                danger
                aria-label={`停用 ${p.name}`}
                onClick={() => setLeaving(p)}
              >
                停用
              </Button>
            </>
          )}
        </Flex>
      ),
    },
  ];
  return (
    <>
      <div className="table-tools">
        <Button type="primary" onClick={() => setEdited(blank)}>
          新增人员
        </Button>
      </div>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Row>
        size="middle"
        columns={columns}
        dataSource={people}
        rowKey="id"
        loading={loading}
        pagination={{ hideOnSinglePage: true, showTotal: (n) => `共 ${n} 人` }}
        locale={{ emptyText: '还没有人员' }}
      />
      <FormDialog<Person>
        title={edited?.id ? `修改人员 ${edited.name}` : '新增人员'}
        note="角色决定能办理什么，见“角色权限表”；人员变动全部留痕。"
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        initial={edited ?? blank}
        submit="保存"
        onSubmit={async ({ id, name, post, unit, badge, role, active }) => {
          const person = { id, name, post, unit, badge, role, active };
          const saved = await Settings.SavePerson(person);
          setEdited(undefined);
          reload();
          say(`${saved.name}（${RoleLabels[saved.role]}）已保存`);
        }}
      >
        <div className="form-grid">
          <Form.Item
            name="name"
            label="姓名"
            rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="badge" label="警号（工号）">
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="unit" label="单位">
            <Input />
          </Form.Item>
          <Form.Item name="post" label="职务">
            <Input />
          </Form.Item>
          <Form.Item name="role" label="角色">
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={(Object.keys(RoleLabels) as Role[]).map((r) => ({
                value: r,
                label: RoleLabels[r],
              }))}
            />
          </Form.Item>
          {edited?.id && !edited.active && (
            <Form.Item name="active" label="账户" valuePropName="checked">
              <Switch checkedChildren="启用" unCheckedChildren="停用" />
            </Form.Item>
          )}
        </div>
      </FormDialog>
      <FormDialog
        title={`给${given?.name}初始密码`}
        note="当面或用别的途径告诉本人；首次登录时本人须改成自己的密码。忘记密码的也这样重设。"
        open={given !== undefined}
        onClose={() => setGiven(undefined)}
        initial={{ newPassword: '' }}
        submit="给初始密码"
        onSubmit={async ({ newPassword }) => {
          await Settings.GivePassword(given?.id ?? '', newPassword);
          setGiven(undefined);
          reload();
          say(`已给${given?.name}初始密码`);
        }}
      >
        <Form.Item
          name="newPassword"
          label="初始密码"
          rules={[{ required: true, message: '请填写初始密码' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </FormDialog>
      <FormDialog
        title={`停用${leaving?.name}的账户`}
        note="账户和密码立即作废，已登录的随即退出，签发给其个人的证书一并吊销。已办理的记录不受影响。"
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        initial={{ reason: '调离' }}
        submit="停用"
        onSubmit={async ({ reason }) => {
          const gone = await Settings.Deactivate(leaving?.id ?? '', reason);
          setLeaving(undefined);
          reload();
          say(
            gone.devices.length > 0
              ? `${gone.person.name}已停用，吊销证书 ${gone.devices.length} 张；请在“信任与吊销”导出信任名单发给外勤电脑`
              : `${gone.person.name}已停用`,
          );
        }}
      >
        <Form.Item
          name="reason"
          label="原因"
          rules={[{ required: true, whitespace: true, message: '请写明原因' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </>
  );
}
