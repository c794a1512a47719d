import { Tabs } from 'antd';
import { PageHeader } from '../../components/PageHeader';
import { go, useRoute } from '../../lib/route';
import { Lines } from './Lines';

/** 年度抽查计划: its lines, and how far the year has come. */
export default function Page() {
  const [, tab = 'lines'] = useRoute();
  return (
    <>
      <PageHeader
        title="年度计划"
        note="各项抽查的范围、时间安排、预估数量和抽查比例（第十条至第十二条）"
      />
      <Tabs
        activeKey={tab}
        onChange={(key) => go('plan', key)}
        destroyOnHidden
        items={[{ key: 'lines', label: '计划项目', children: <Lines /> }]}
      />
    </>
  );
}
