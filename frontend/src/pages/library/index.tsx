import { Button, Tabs } from 'antd';
import { useDone } from '../../components/Done';
import { PageHeader } from '../../components/PageHeader';
import { go, useRoute } from '../../lib/route';
import { useMatters } from '../../lib/useMatters';
import { Away } from './Away';
import { Check } from './Check';
import { ExportList } from './ExportList';
import { HeldImport } from './HeldImport';
import { ImportWizard } from './ImportWizard';
import { Inspectors } from './Inspectors';
import { kindOfList } from './kinds';
import { Matters } from './Matters';
import { Subjects } from './Subjects';
import { Suggestions } from './Suggestions';

/** 一单两库: the matter list and the two registers, and the way files come into them. */
export default function Page() {
  const [, view = 'matters'] = useRoute();
  const { data: matters = [], reload } = useMatters();
  const [done, say] = useDone();
  if (view === 'import') return <ImportWizard />;
  return (
    <>
      <PageHeader
        title="一单两库"
        note="随机抽查事项清单、检查对象名录库、执法检查人员名录库（第七条至第九条）"
      >
        <ExportList key={view} kind={kindOfList(view)} onDone={say} />
        <Button type="primary" onClick={() => go('library', 'import')}>
          从表格导入
        </Button>
      </PageHeader>
      {done}
      <HeldImport onDone={say} />
      <Tabs
        activeKey={view}
        onChange={(key) => go('library', key)}
        destroyOnHidden
        items={[
          {
            key: 'matters',
            label: '抽查事项',
            children: <Matters all={matters} onChanged={reload} />,
          },
          { key: 'subjects', label: '检查对象', children: <Subjects matters={matters} /> },
          { key: 'inspectors', label: '执法检查人员', children: <Inspectors matters={matters} /> },
          { key: 'away', label: '回避与请假', children: <Away /> },
          { key: 'check', label: '库况检查', children: <Check /> },
          { key: 'suggestions', label: '更正建议', children: <Suggestions /> },
        ]}
      />
    </>
  );
}
