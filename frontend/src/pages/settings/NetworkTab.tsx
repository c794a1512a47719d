import { Alert, Form, Input, Radio, Spin, Typography } from 'antd';
import { type Network, NetworkLabels, Settings } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

interface Values {
  own: Network;
  platform: Network;
  target: string;
}

const networks = (['alone', 'police', 'government', 'internet'] as Network[]).map((n) => ({
  value: n,
  label: NetworkLabels[n],
}));

/** NetworkTab declares which network this computer and the platform are on (P13). */
export function NetworkTab() {
  const { data, error, reload } = useLoad(Settings.Networks);
  const [done, say] = useDone();
  return (
    <div className="page-form">
      <Typography.Paragraph>
        本程序不连接任何网络。声明本机所在的网络，是为了不让数据包不经审批从一个网络带到另一个网络：来自其他网络、没有经过导出审批的包不导入；平台在另一网络的，每一版报送先经导出审批。
      </Typography.Paragraph>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      {!data && !error && <Spin description="正在读取" />}
      {data?.own === 'police' && (
        <Alert
          className="error-alert"
          type="warning"
          showIcon
          title="本机已声明接入公安网，不得再接入其他网络（一机两用）"
        />
      )}
      {data && (
        <ActionForm<Values>
          initial={{ own: data.own, platform: data.platform, target: data.target }}
          alias={{ place: 'target' }}
          submit="保存所在网络"
          onSubmit={async ({ own, platform, target }) => {
            const saved = await Settings.SaveNetworks(own, platform, target.trim());
            say(
              `已声明：本机${NetworkLabels[saved.own]}，平台${NetworkLabels[saved.platform]}${saved.crosses ? '；报送须先经导出审批' : ''}`,
            );
            reload();
          }}
        >
          <Form.Item name="own" label="本机所在网络">
            <Radio.Group options={networks} />
          </Form.Item>
          <Form.Item name="platform" label="省平台所在网络">
            <Radio.Group options={networks} />
          </Form.Item>
          <Form.Item name="target" label="报送目录（共享文件夹或单向导入目录；不设则由人送达）">
            <Input placeholder="完整路径，例如 \\\\服务器\\单向导入" />
          </Form.Item>
        </ActionForm>
      )}
    </div>
  );
}
