import { Tabs } from 'antd';
import { useState } from 'react';
import { PageHeader } from '../../components/PageHeader';
import { useRoute } from '../../lib/route';
import { useSession } from '../../lib/session';
import { AssignUnits } from './AssignUnits';
import { Conflicts } from './Conflicts';
import { Enrol } from './Enrol';
import { Exchanges } from './Exchanges';
import { Handing } from './Handing';
import { HandOver } from './HandOver';
import { Holdings } from './Holdings';
import { IssueDevice } from './IssueDevice';
import { LibraryPackage } from './LibraryPackage';
import { OpenPackage } from './OpenPackage';
import { ResultPackage, UploadPackage } from './OutPackage';
import { TaskPackage } from './TaskPackage';
import { VerifyFile } from './VerifyFile';

/** 派发与交换: signed packages out and in; an address may name the task and the tab (#/dispatch/<id>/units). */
export default function Page() {
  const [, task = '', part] = useRoute();
  const { info } = useSession();
  const office = info.workspace.kind === 'office';
  const first = office ? 'task' : info.workspace.enrolled ? 'open' : 'enrol';
  const [tab, setTab] = useState(part ?? first);
  const common = [
    { key: 'verify', label: '核验任意包', children: <VerifyFile /> },
    { key: 'list', label: '收发记录', children: <Exchanges /> },
    { key: 'conflicts', label: '版本冲突', children: <Conflicts /> },
  ];
  const items = office
    ? [
        { key: 'task', label: '派发任务包', children: <TaskPackage key={task} task={task} /> },
        {
          key: 'units',
          label: '分派执行单位',
          children: <AssignUnits key={task} task={task} />,
        },
        {
          key: 'library',
          label: '下发名录库',
          children: <LibraryPackage onEnrol={() => setTab('enrol')} />,
        },
        { key: 'open', label: '收回结果包', children: <OpenPackage office /> },
        { key: 'devices', label: '设备持有', children: <Holdings /> },
        ...(info.workspace.parent
          ? [{ key: 'up', label: '交回上级', children: <ResultPackage task={task} /> }]
          : []),
        { key: 'upload', label: '报送平台', children: <UploadPackage key={task} task={task} /> },
        { key: 'enrol', label: '登记外勤设备', children: <IssueDevice /> },
        { key: 'parent', label: '登记上级单位', children: <Enrol /> },
        ...common,
      ]
    : [
        { key: 'enrol', label: '登记本机', children: <Enrol /> },
        { key: 'open', label: '打开任务包', children: <OpenPackage office={false} /> },
        { key: 'result', label: '交回结果包', children: <ResultPackage task={task} /> },
        { key: 'handover', label: '交接', children: <HandOver /> },
        { key: 'handing', label: '回执与清除', children: <Handing /> },
        ...common,
      ];
  return (
    <>
      <PageHeader
        title="派发与交换"
        note="包都经本机签名；打开之前先核验，没有通过的一概不导入（第十四条）。"
      />
      <Tabs activeKey={tab} onChange={setTab} items={items} destroyOnHidden />
    </>
  );
}
