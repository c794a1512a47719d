import { Button, Select, type TableColumnsType, Tabs } from 'antd';
import { useCallback, useState } from 'react';
import { type Entry, type Noun, NounLabels, RoleLabels, Session, Trace } from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { DetailDrawer } from '../../components/DetailDrawer';
import { PageHeader } from '../../components/PageHeader';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';
import { actionLabel } from './actions';
import { Checks } from './Checks';
import { PeerLogs } from './PeerLogs';

const nouns = [
  { value: '', label: '全部事项' },
  ...Object.entries(NounLabels).map(([value, label]) => ({ value, label })),
];

/** 留痕审计: who did what under which article, and that none of it was changed since (art. 22). */
export default function Page() {
  return (
    <>
      <PageHeader
        title="留痕审计"
        note="每一步与业务数据同时写入，只增不改；日志只存编号和摘要，不存个人信息（第二十二条）。"
      />
      <Tabs
        destroyOnHidden
        items={[
          { key: 'own', label: '本机留痕', children: <OwnLog /> },
          { key: 'peers', label: '对方日志', children: <PeerLogs /> },
        ]}
      />
    </>
  );
}

/** OwnLog is the log of this workspace. */
function OwnLog() {
  const [noun, setNoun] = useState('');
  const [chosen, setChosen] = useState<Entry>();
  const { data: people } = useLoad(Session.People);
  const load = useCallback((q: PageQuery) => Trace.Log(noun, '', q.page, q.size), [noun]);
  const name = (id = '') =>
    people?.find((p) => p.id === id)?.name ?? (id === 'setup' ? '初始设置' : id);
  return (
    <>
      <Checks />
      <DataTable<Entry>
        label="留痕记录"
        columns={columns(name, setChosen)}
        rowKey="seq"
        load={load}
        tools={
          <Select
            className="filter"
            aria-label="按事项筛选"
            value={noun}
            onChange={setNoun}
            options={nouns}
          />
        }
        empty="没有这类留痕记录"
      />
      <DetailDrawer
        title={chosen ? `第 ${chosen.seq} 条留痕` : ''}
        open={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        details={chosen ? detailsOf(chosen, name(chosen.person)) : []}
      />
    </>
  );
}

function nounLabel(noun: string | undefined): string {
  return noun ? (NounLabels[noun as Noun] ?? noun) : '';
}

function roleLabel(role: string | undefined): string {
  return role ? (RoleLabels[role as keyof typeof RoleLabels] ?? role) : '';
}

function columns(
  name: (id?: string) => string,
  choose: (entry: Entry) => void,
): TableColumnsType<Entry> {
  return [
    { key: 'seq', title: '序号', dataIndex: 'seq', align: 'right' },
    { key: 'at', title: '时间', render: (_, e) => formatInstant(e.at) },
    {
      key: 'person',
      title: '人员',
      render: (_, e) => (
        <>
          {name(e.person)} <small>{roleLabel(e.role)}</small>
        </>
      ),
    },
    { key: 'action', title: '办理', render: (_, e) => actionLabel(e.action) },
    { key: 'noun', title: '事项', render: (_, e) => nounLabel(e.noun) },
    { key: 'article', title: '依据', dataIndex: 'article' },
    {
      key: 'detail',
      title: '说明',
      className: 'wide-cell',
      render: (_, e) => shorten(e.reason || e.detail || ''),
    },
    {
      key: 'more',
      title: '详情',
      render: (_, e) => (
        <Button size="small" aria-label={`第 ${e.seq} 条详情`} onClick={() => choose(e)}>
          详情
        </Button>
      ),
    },
  ];
}

/** shorten cuts long digests down to what the eye compares. */
export function shorten(text: string): string {
  return text.replace(/\b([0-9a-f]{16})[0-9a-f]{16,}\b/g, '$1…');
}

function detailsOf(e: Entry, person: string) {
  return [
    { label: '时间', value: `${formatInstant(e.at)}:${e.at.slice(17, 19)}` },
    { label: '人员', value: `${person} ${roleLabel(e.role)}` },
    { label: '人员编号', value: e.person },
    { label: '设备', value: e.device },
    { label: '办理', value: `${actionLabel(e.action)}（${e.action}）` },
    { label: '事项', value: nounLabel(e.noun) },
    { label: '编号', value: e.id },
    { label: '办理前摘要', value: e.before },
    { label: '办理后摘要', value: e.after },
    { label: '理由', value: e.reason },
    { label: '审批', value: e.approval },
    { label: '依据', value: e.article },
    { label: '时钟', value: e.clock },
    { label: '说明', value: e.detail },
  ].map((d) => ({ ...d, value: <span className="break-all">{d.value || '-'}</span> }));
}
