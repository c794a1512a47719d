import { Tabs } from 'antd';
import { PageHeader } from '../../components/PageHeader';
import { go, useRoute } from '../../lib/route';
import { useSession } from '../../lib/session';
import { AccountTab } from './AccountTab';
import { BackupTab } from './BackupTab';
import { DevicesTab } from './DevicesTab';
import { DrawnTab } from './DrawnTab';
import { EnrolTab } from './EnrolTab';
import { FontsTab } from './FontsTab';
import { NetworkTab } from './NetworkTab';
import { NumberingTab } from './NumberingTab';
import { PeopleTab } from './PeopleTab';
import { PhrasesTab } from './PhrasesTab';
import { RolesTab } from './RolesTab';
import { TemplatesTab } from './TemplatesTab';
import { TrustTab } from './TrustTab';
import { WorkspaceTab } from './WorkspaceTab';

/** 设置: the workspace and its key, people and what they may do, devices, backup. */
export default function Page() {
  const [, tab = 'workspace'] = useRoute();
  const { kind } = useSession().info.workspace;
  return (
    <>
      <PageHeader
        title="设置"
        note="工作区与密钥、人员与角色、设备登记、信任与吊销、所在网络、常用语、文书式样、字体、备份"
      />
      <Tabs
        activeKey={tab}
        onChange={(key) => go('settings', key)}
        destroyOnHidden
        items={[
          { key: 'workspace', label: '工作区', children: <WorkspaceTab /> },
          { key: 'account', label: '我的账户', children: <AccountTab /> },
          { key: 'people', label: '人员', children: <PeopleTab /> },
          { key: 'roles', label: '角色权限表', children: <RolesTab /> },
          {
            key: 'devices',
            label: '设备登记',
            children: kind === 'field' ? <EnrolTab /> : <DevicesTab />,
          },
          { key: 'trust', label: '信任与吊销', children: <TrustTab /> },
          ...(kind === 'field'
            ? []
            : [{ key: 'numbering', label: '编号规则', children: <NumberingTab /> }]),
          { key: 'network', label: '所在网络', children: <NetworkTab /> },
          { key: 'drawn', label: '手写签名', children: <DrawnTab /> },
          { key: 'phrases', label: '常用语', children: <PhrasesTab /> },
          { key: 'templates', label: '文书式样', children: <TemplatesTab /> },
          { key: 'fonts', label: '字体', children: <FontsTab /> },
          { key: 'backup', label: '备份', children: <BackupTab /> },
        ]}
      />
    </>
  );
}
