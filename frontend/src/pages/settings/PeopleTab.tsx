import { Button, Form, Input, Select, Switch, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { type Person, type Role, RoleLabels, Session, Settings } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
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

/** PeopleTab keeps the accounts: who may sign in, in which role. */
export function PeopleTab() {
  const { data: people = [], error, loading, reload } = useLoad(Session.People);
  const [edited, setEdited] = useState<Person>();
  const [done, say] = useDone();
  const columns: TableColumnsType<Person> = [
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
    {
      key: 'actions',
      title: '办理',
      render: (_, p) => (
        <Button size="small" aria-label={`修改 ${p.name}`} onClick={() => setEdited(p)}>
          修改
        </Button>
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
      <Table<Person>
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
        onSubmit={async (person) => {
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
          {edited?.id && (
            <Form.Item name="active" label="账户" valuePropName="checked">
              <Switch checkedChildren="启用" unCheckedChildren="停用" />
            </Form.Item>
          )}
        </div>
      </FormDialog>
    </>
  );
}
