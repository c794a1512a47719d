import { Tabs } from 'antd';
import { PageHeader } from '../../components/PageHeader';
import { go, useRoute } from '../../lib/route';
import { Caps } from './Caps';
import { Lines } from './Lines';
import { Meters } from './Meters';

/** 年度抽查计划: its lines, how far the year has come, and the caps on checks of firms. */
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
        items={[
          { key: 'lines', label: '计划项目', children: <Lines /> },
          { key: 'meters', label: '年度指标', children: <Meters /> },
          { key: 'caps', label: '频次上限', children: <Caps /> },
        ]}
      />
    </>
  );
}
