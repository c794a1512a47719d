import { Button, type TableColumnsType, Tag } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { Library, type Query, type Subject } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { untilText } from '../../lib/clock';

interface Props {
  label?: string;
  /** filter narrows the list; a new object asks again from the first page. */
  filter: Partial<Query>;
  /** version asks again when it changes. */
  version: number;
  tools?: ReactNode;
  selection?: { keys: string[]; onChange: (keys: string[]) => void };
  onQuery?: (query: Query) => void;
  onShow: (id: string) => void;
  empty: ReactNode;
}

/** SubjectTable is a list of 检查对象, narrowed by a filter. */
export function SubjectTable(props: Props) {
  const {
    label = '检查对象名录库',
    filter,
    version,
    tools,
    selection,
    onQuery,
    onShow,
    empty,
  } = props;
  const key = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(
    (q: PageQuery) => {
      const query = { trade: '', department: '', ...JSON.parse(key), ...q };
      onQuery?.(query);
      return Library.Subjects(query);
    },
    [key, version],
  );
  const columns: TableColumnsType<Subject> = [
    {
      key: 'code',
      title: '统一社会信用代码/注册号',
      className: 'nowrap',
      sorter: true,
      render: (_, s) => s.code || '无代码',
    },
    {
      key: 'name',
      title: '名称',
      sorter: true,
      render: (_, s) => (
        <Button type="link" className="row-link" onClick={() => onShow(s.id)}>
          {s.name}
        </Button>
      ),
    },
    { key: 'trade', title: '行业类别', dataIndex: 'trade', sorter: true },
    { key: 'department', title: '监管警种', dataIndex: 'department', sorter: true },
    { key: 'station', title: '所属派出所', dataIndex: 'station', sorter: true },
    {
      key: 'licence_to',
      title: '许可证有效期',
      className: 'nowrap',
      sorter: true,
      render: (_, s) => untilText(s.licenceTo),
    },
    {
      key: 'status',
      title: '登记状态',
      sorter: true,
      render: (_, s) => (
        <>
          {s.status || '-'}
          {s.key && (
            <Tag color="error" className="after-text">
              重点
            </Tag>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable<Subject>
      key={key}
      label={label}
      columns={columns}
      rowKey="id"
      load={load}
      search="按名称、首字母、代码、地址查找"
      tools={tools}
      selection={selection}
      empty={empty}
    />
  );
}
