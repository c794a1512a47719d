import { Button, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { type CheckItem, LevelLabels, Library, type Matter } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { DetailDrawer } from '../../components/DetailDrawer';
import { departmentsOf } from '../../lib/useMatters';
import { Filter } from './Filter';
import { History } from './History';

/** Matters lists the 抽查事项清单; a row opens with its checklist and legal basis. */
export function Matters({ all }: { all: Matter[] }) {
  const [department, setDepartment] = useState('');
  const [shown, setShown] = useState<Matter>();
  const load = useCallback(
    (q: PageQuery) => Library.Matters({ ...q, trade: '', department }),
    [department],
  );
  const columns: TableColumnsType<Matter> = [
    { key: 'code', title: '事项编码', dataIndex: 'code', sorter: true, className: 'nowrap' },
    {
      key: 'name',
      title: '抽查事项',
      sorter: true,
      render: (_, m) => (
        <Button type="link" className="row-link" onClick={() => setShown(m)}>
          {m.name}
        </Button>
      ),
    },
    { key: 'category', title: '抽查类别', dataIndex: 'category' },
    { key: 'trades', title: '检查对象', render: (_, m) => m.trades.join('、') },
    {
      key: 'level',
      title: '事项类别',
      sorter: true,
      render: (_, m) => (
        <Tag color={m.level === 'key' ? 'error' : 'default'}>{LevelLabels[m.level]}</Tag>
      ),
    },
    { key: 'department', title: '责任部门', dataIndex: 'department', sorter: true },
    {
      key: 'checklist',
      title: '检查要点',
      className: 'nowrap',
      align: 'right',
      render: (_, m) => (m.checklist.length > 0 ? `${m.checklist.length} 条` : '无'),
    },
  ];
  return (
    <>
      <DataTable<Matter>
        key={department}
        label="抽查事项清单"
        columns={columns}
        rowKey="id"
        load={load}
        search="按编码、事项、类别、行业查找"
        tools={
          <Filter
            label="责任部门"
            options={departmentsOf(all)}
            value={department}
            onChange={setDepartment}
          />
        }
        empty="没有抽查事项。请先用“从表格导入”导入随机抽查事项清单。"
      />
      <DetailDrawer
        title={shown?.name ?? ''}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        details={shown ? detailsOf(shown) : []}
      >
        {shown && <Checklist of={shown.checklist} />}
        {shown && (
          <>
            <h2>历史记录</h2>
            <History noun="matter" id={shown.id} />
          </>
        )}
      </DetailDrawer>
    </>
  );
}

function detailsOf(m: Matter) {
  return [
    { label: '事项编码', value: m.code },
    { label: '抽查类别', value: m.category },
    { label: '检查对象', value: m.trades.join('、') },
    { label: '事项类别', value: LevelLabels[m.level] },
    { label: '检查方式', value: m.methods.join('、') },
    { label: '检查主体', value: m.authority.split('，').join('、') },
    { label: '责任部门', value: m.department },
    { label: '检查依据', value: m.basis },
    { label: '抽查比例', value: m.ratio },
    { label: '抽查频次', value: m.frequency },
    { label: '检查人员要求', value: m.requirement },
    { label: '生效日期', value: m.effectiveFrom },
    { label: '失效日期', value: m.effectiveTo || '现行有效' },
    { label: '敏感事项', value: m.sensitive ? '是，公告不列检查对象名称' : '否' },
    { label: '备注', value: m.remark },
  ];
}

const checklistColumns: TableColumnsType<CheckItem> = [
  { key: 'no', title: '序号', dataIndex: 'no', width: 60 },
  { key: 'text', title: '检查内容', dataIndex: 'text' },
  { key: 'method', title: '操作方法', dataIndex: 'method' },
  { key: 'law', title: '依据', dataIndex: 'law' },
];

function Checklist({ of }: { of: CheckItem[] }) {
  return (
    <div className="after-block">
      <Typography.Title level={2} className="section-title">
        检查要点
      </Typography.Title>
      <Table<CheckItem>
        size="small"
        columns={checklistColumns}
        dataSource={of}
        rowKey="no"
        pagination={false}
        locale={{ emptyText: '没有检查要点，现场只能整项作答' }}
      />
    </div>
  );
}
