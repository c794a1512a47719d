import { Button, type TableColumnsType, Tag } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { type Inspector, Library, type Query } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { untilText } from '../../lib/clock';
import { useSession } from '../../lib/session';

interface Props {
  label?: string;
  filter: Partial<Query>;
  version: number;
  tools?: ReactNode;
  selection?: { keys: string[]; onChange: (keys: string[]) => void };
  onQuery?: (query: Query) => void;
  onShow: (id: string) => void;
  empty: ReactNode;
}

/** InspectorTable is a list of 执法检查人员, narrowed by a filter. */
export function InspectorTable(props: Props) {
  const {
    label = '执法检查人员名录库',
    filter,
    version,
    tools,
    selection,
    onQuery,
    onShow,
    empty,
  } = props;
  const { today } = useSession().info.workspace;
  const key = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(
    (q: PageQuery) => {
      const query = { trade: '', department: '', ...JSON.parse(key), ...q };
      onQuery?.(query);
      return Library.Inspectors(query);
    },
    [key, version],
  );
  const columns: TableColumnsType<Inspector> = [
    { key: 'badge', title: '警号（工号）', dataIndex: 'badge', sorter: true, className: 'nowrap' },
    {
      key: 'name',
      title: '姓名',
      sorter: true,
      render: (_, i) => (
        <Button type="link" className="row-link" onClick={() => onShow(i.id)}>
          {i.name}
        </Button>
      ),
    },
    { key: 'department', title: '所在业务部门', dataIndex: 'department', sorter: true },
    { key: 'unit', title: '所属单位', dataIndex: 'unit' },
    { key: 'post', title: '职务', dataIndex: 'post' },
    { key: 'grade', title: '执法资格等级', dataIndex: 'grade' },
    {
      key: 'cert_until',
      title: '执法证有效期',
      className: 'nowrap',
      sorter: true,
      render: (_, i) => untilText(i.certUntil),
    },
    {
      key: 'status',
      title: '状态',
      sorter: true,
      render: (_, i) =>
        marksOf(i, today).map((m) => (
          <Tag key={m.text} color={m.bad ? 'error' : 'default'}>
            {m.text}
          </Tag>
        )),
    },
  ];
  return (
    <DataTable<Inspector>
      key={key}
      label={label}
      columns={columns}
      rowKey="id"
      load={load}
      search="按姓名、首字母、警号、证号查找"
      tools={tools}
      selection={selection}
      empty={empty}
    />
  );
}

/** marksOf are the things to know before somebody is matched; the bad ones keep him out. */
function marksOf(i: Inspector, today: string): { text: string; bad: boolean }[] {
  const marks = [{ text: i.status || '有效', bad: i.status !== '' && i.status !== '有效' }];
  if (i.auxiliary) marks.push({ text: '辅警', bad: true });
  if (i.certUntil !== '' && i.certUntil < today) marks.push({ text: '证件到期', bad: true });
  if (i.outside) marks.push({ text: '外部门', bad: false });
  if (i.expert) marks.push({ text: '专家', bad: false });
  return marks;
}
