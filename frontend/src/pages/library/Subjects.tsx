import { Alert, Button, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Library, type Matter, type Subject } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { DetailDrawer } from '../../components/DetailDrawer';
import { Filter } from './Filter';

/** Subjects lists the 检查对象名录库. */
export function Subjects({ matters }: { matters: Matter[] }) {
  const [trade, setTrade] = useState('');
  const [shown, setShown] = useState<Subject>();
  const load = useCallback(
    (q: PageQuery) => Library.Subjects({ ...q, trade, department: '' }),
    [trade],
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
        <Button type="link" className="row-link" onClick={() => setShown(s)}>
          {s.name}
        </Button>
      ),
    },
    { key: 'trade', title: '行业类别', dataIndex: 'trade', sorter: true },
    { key: 'department', title: '监管警种', dataIndex: 'department', sorter: true },
    { key: 'station', title: '所属派出所', dataIndex: 'station', sorter: true },
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
    <>
      <DataTable<Subject>
        key={trade}
        label="检查对象名录库"
        columns={columns}
        rowKey="id"
        load={load}
        search="按名称、代码、地址、负责人查找"
        tools={
          <Filter
            label="行业类别"
            options={[...new Set(matters.flatMap((m) => m.trades))]}
            value={trade}
            onChange={setTrade}
          />
        }
        empty="没有检查对象。请用“从表格导入”导入检查对象名录库，或换一个查找条件。"
      />
      <DetailDrawer
        title={shown?.name ?? ''}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        details={shown ? detailsOf(shown) : []}
      >
        {shown?.codeNote && (
          <Alert
            className="after-block"
            type="warning"
            showIcon
            title={`代码请核实：${shown.codeNote}`}
          />
        )}
      </DetailDrawer>
    </>
  );
}

function detailsOf(s: Subject) {
  return [
    { label: '统一社会信用代码/注册号', value: s.code || '无代码' },
    { label: '主体类型', value: s.kind },
    { label: '行业类别', value: s.trade },
    { label: '监管警种', value: s.department },
    { label: '所属派出所', value: s.station },
    { label: '住所', value: s.address },
    { label: '实际经营地址', value: s.premises },
    { label: '法定代表人（负责人）', value: s.legalRep },
    { label: '联系人', value: s.contact },
    { label: '联系电话', value: s.phone },
    { label: '成立日期', value: s.founded },
    { label: '登记机关', value: s.registrar },
    { label: '登记状态', value: s.status },
    { label: '许可证', value: [s.licence, s.licenceNo].filter(Boolean).join(' ') },
    { label: '核准日期', value: s.licenceFrom },
    { label: '许可证有效期', value: s.licenceTo === '9999-09-09' ? '长期' : s.licenceTo },
    { label: '风险等级', value: s.risk },
    { label: '重点检查对象', value: s.key ? '是' : '否' },
    { label: '上次检查日期', value: s.lastChecked },
  ];
}
