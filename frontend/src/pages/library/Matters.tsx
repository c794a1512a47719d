import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { type CheckItem, LevelLabels, Library, type Matter } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { DetailDrawer } from '../../components/DetailDrawer';
import { useDone } from '../../components/Done';
import { NoticeButton } from '../../components/NoticeButton';
import { departmentsOf } from '../../lib/useMatters';
import { Filter } from './Filter';
import { MatterForm } from './MatterForm';
import { EndForm, PublishedForm } from './MatterSteps';
import { MatterVersions } from './MatterVersions';
import { standingOf, timesOf, upperOf } from './matter';

/** Matters lists the 抽查事项清单; a row opens with its checklist and legal basis. */
export function Matters({ all, onChanged }: { all: Matter[]; onChanged: () => void }) {
  const [department, setDepartment] = useState('');
  const [shown, setShown] = useState<Matter>();
  const [edited, setEdited] = useState<Matter | 'new'>();
  const [ending, setEnding] = useState<Matter>();
  const [published, setPublished] = useState<Matter | 'all'>();
  const [version, setVersion] = useState(0);
  const [done, say] = useDone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(
    (q: PageQuery) => Library.Matters({ ...q, trade: '', department }),
    [department, version],
  );
  const changed = (text: string) => {
    setShown(undefined);
    setEdited(undefined);
    setEnding(undefined);
    setPublished(undefined);
    setVersion((v) => v + 1);
    onChanged();
    say(text);
  };
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
      key: 'standing',
      title: '公布情况',
      className: 'nowrap',
      render: (_, m) => <Tag color={standingOf(m).color}>{standingOf(m).text}</Tag>,
    },
    {
      key: 'checklist',
      title: '检查要点',
      className: 'nowrap',
      align: 'right',
      render: (_, m) => (m.checklist.length > 0 ? `${m.checklist.length} 条` : '无'),
    },
    {
      key: 'actions',
      title: '办理',
      render: (_, m) =>
        m.ended === '' && (
          <Button size="small" onClick={() => setEdited(m)} aria-label={`调整 ${m.name}`}>
            调整
          </Button>
        ),
    },
  ];
  return (
    <>
      {done}
      <DataTable<Matter>
        key={department}
        label="抽查事项清单"
        columns={columns}
        rowKey="id"
        load={load}
        search="按编码、事项、类别、行业查找"
        tools={
          <>
            <Filter
              label="责任部门"
              options={departmentsOf(all)}
              value={department}
              onChange={setDepartment}
            />
            <Button onClick={() => setEdited('new')}>新增事项</Button>
            <NoticeButton
              kind="matters"
              about=""
              name="随机抽查事项清单公告"
              note="列出现行清单的各项要素和未公布的调整（第七条）。在门户网站公布后再登记。"
              onDone={say}
            />
            <Button onClick={() => setPublished('all')} disabled={all.length === 0}>
              登记清单公布
            </Button>
          </>
        }
        empty="没有抽查事项。请先用“从表格导入”导入随机抽查事项清单，或用“新增事项”逐项登记。"
      />
      <DetailDrawer
        title={shown?.name ?? ''}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        details={shown ? detailsOf(shown) : []}
      >
        {shown && shown.ended === '' && !shown.unlisted && (
          <Flex gap="small" className="after-block" wrap>
            <Button type="primary" onClick={() => setEdited(shown)}>
              调整
            </Button>
            {standingOf(shown).text !== '已公布' && (
              <Button onClick={() => setPublished(shown)}>登记公布</Button>
            )}
            <Button onClick={() => setEnding(shown)}>失效</Button>
          </Flex>
        )}
        {shown?.ended && standingOf(shown).text !== '已失效' && (
          <Button className="after-block" onClick={() => setPublished(shown)}>
            登记失效公布
          </Button>
        )}
        {shown && <Checklist of={shown.checklist} />}
        {shown && <MatterVersions id={shown.id} />}
      </DetailDrawer>
      <MatterForm
        matter={edited}
        all={all}
        onClose={() => setEdited(undefined)}
        onSaved={(_, text) => changed(text)}
      />
      <EndForm matter={ending} onClose={() => setEnding(undefined)} onDone={changed} />
      <PublishedForm matter={published} onClose={() => setPublished(undefined)} onDone={changed} />
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
    { label: '比例上限', value: upperOf(m) },
    { label: '抽查频次', value: m.frequency },
    { label: '年度次数上限', value: timesOf(m) },
    { label: '检查人员要求', value: m.requirement },
    { label: '岗位资质要求', value: (m.qualifications ?? []).join('、') },
    { label: '生效日期', value: m.effectiveFrom },
    { label: '失效日期', value: m.effectiveTo || '现行有效' },
    { label: '失效原因', value: m.ended },
    {
      label: '公布情况',
      value: [standingOf(m).text, m.publishedOn, m.site].filter(Boolean).join(' '),
    },
    { label: '网址', value: m.url },
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
