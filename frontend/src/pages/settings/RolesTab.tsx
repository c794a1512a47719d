import { CheckOutlined } from '@ant-design/icons';
import { Table, type TableColumnsType } from 'antd';
import { type Grants, type Role, RoleLabels, Session } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

const columns: TableColumnsType<Grants> = [
  { key: 'label', title: '操作', dataIndex: 'label' },
  ...(Object.keys(RoleLabels) as Role[]).map((role) => ({
    key: role,
    title: RoleLabels[role],
    align: 'center' as const,
    render: (_: unknown, g: Grants) =>
      g.roles.includes(role) ? <CheckOutlined aria-label="可以" /> : '',
  })),
];

/** RolesTab shows the role x action table, which decides in every call. */
export function RolesTab() {
  const { data: grants, error, loading, reload } = useLoad(Session.Roles);
  return (
    <>
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Grants>
        size="small"
        bordered
        columns={columns}
        dataSource={grants}
        rowKey="action"
        loading={loading}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </>
  );
}
