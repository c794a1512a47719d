import { Flex, Tag, Typography } from 'antd';
import { Session, Settings } from '../../api/generated';
import { Details } from '../../components/DetailDrawer';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { ExportButton } from '../../components/ExportButton';
import { UnlockForm } from '../../components/UnlockNotice';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

/** WorkspaceTab says what is open, and whether its signing key is. */
export function WorkspaceTab() {
  const { info } = useSession();
  const { data } = useLoad(Session.Info); // the log has grown since signing in
  const w = { ...info.workspace, checkpoint: data?.workspace.checkpoint ?? '' };
  const [done, say] = useDone();
  return (
    <Flex vertical gap="middle" className="page-form">
      {done}
      <Details
        of={[
          { label: '工作区名称', value: w.name },
          { label: '种类', value: w.kindLabel },
          { label: '检查机关', value: w.organ },
          { label: '行政区划代码', value: w.region },
          { label: '存放位置', value: w.dir },
          { label: '设备编号', value: w.device },
          { label: '工作日历', value: w.calendar },
          { label: '日志检查点', value: w.checkpoint },
          { label: '证书指纹', value: w.fingerprint && <Digest value={w.fingerprint} /> },
          { label: '签名密钥', value: <KeyState enrolled={w.enrolled} unlocked={w.unlocked} /> },
        ]}
      />
      {w.enrolled && !w.unlocked && (
        <section aria-label="解锁签名密钥">
          <Typography.Title level={2} className="section-title">
            解锁签名密钥
          </Typography.Title>
          <UnlockForm />
        </section>
      )}
      {w.enrolled && (
        <div>
          <ExportButton
            label="导出根证书"
            note="交给需要核验本单位数据包的人；其指纹印在每份公告上。"
            name={`根证书 ${w.name}.pem`}
            onExport={(out) => Settings.SaveRoot(out)}
            onDone={say}
          />
        </div>
      )}
    </Flex>
  );
}

function KeyState({ enrolled, unlocked }: { enrolled: boolean; unlocked: boolean }) {
  if (!enrolled) return <Tag color="error">未登记</Tag>;
  return unlocked ? (
    <Tag color="success">已解锁，可以签名</Tag>
  ) : (
    <Tag color="warning">已锁定，只能查看和填写</Tag>
  );
}
