import { Button, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { type Inspector, Library, type Matter } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { DetailDrawer } from '../../components/DetailDrawer';
import { maskId } from '../../lib/mask';
import { useSession } from '../../lib/session';
import { departmentsOf } from '../../lib/useMatters';
import { Filter } from './Filter';

/** Inspectors lists the 执法检查人员名录库; identity numbers are masked. */
export function Inspectors({ matters }: { matters: Matter[] }) {
  const { today } = useSession().info.workspace;
  const [department, setDepartment] = useState('');
  const [shown, setShown] = useState<Inspector>();
  const load = useCallback(
    (q: PageQuery) => Library.Inspectors({ ...q, trade: '', department }),
    [department],
  );
  const columns: TableColumnsType<Inspector> = [
    { key: 'badge', title: '警号（工号）', dataIndex: 'badge', sorter: true, className: 'nowrap' },
    {
      key: 'name',
      title: '姓名',
      sorter: true,
      render: (_, i) => (
        <Button type="link" className="row-link" onClick={() => setShown(i)}>
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
      render: (_, i) => i.certUntil || '-',
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
    <>
      <DataTable<Inspector>
        key={department}
        label="执法检查人员名录库"
        columns={columns}
        rowKey="id"
        load={load}
        search="按姓名、警号、单位、证号查找"
        tools={
          <Filter
            label="所在业务部门"
            options={departmentsOf(matters)}
            value={department}
            onChange={setDepartment}
          />
        }
        empty="没有执法检查人员。请用“从表格导入”导入执法检查人员名录库，或换一个查找条件。"
      />
      <DetailDrawer
        title={shown?.name ?? ''}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        details={shown ? detailsOf(shown) : []}
      />
    </>
  );
}

/** marksOf are the things to know before somebody is matched; the bad ones keep him out. */
function marksOf(i: Inspector, today: string): { text: string; bad: boolean }[] {
  const marks = [{ text: i.status || '有效', bad: i.status !== '' && i.status !== '有效' }];
  if (i.auxiliary) marks.push({ text: '辅警', bad: true });
  if (i.certUntil !== '' && i.certUntil < today) marks.push({ text: '证件到期', bad: true });
  if (i.outside) marks.push({ text: '外部门', bad: false });
  return marks;
}

function detailsOf(i: Inspector) {
  return [
    { label: '警号（工号）', value: i.badge },
    { label: '性别', value: i.gender },
    { label: '身份证号', value: i.idNumber && maskId(i.idNumber) },
    { label: '手机号', value: i.phone },
    { label: '所在业务部门', value: i.department },
    { label: '所属单位', value: i.unit },
    { label: '职务', value: i.post },
    { label: '执法事项范围', value: i.scope.join('、') },
    { label: '岗位资质资格', value: i.qualifications.join('、') },
    { label: '执法资格等级', value: i.grade },
    { label: '执法证（人民警察证）号', value: i.certNo },
    { label: '执法证有效期', value: i.certUntil },
    { label: '人员类别', value: i.auxiliary ? '辅警，不得担任执法检查人员' : '执法检查人员' },
    { label: '是否外部门', value: i.outside ? '是' : '否' },
    { label: '人员状态', value: i.status },
  ];
}
