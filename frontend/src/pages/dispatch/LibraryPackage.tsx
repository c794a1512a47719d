import { Button, Empty, Form, Select, Typography } from 'antd';
import { useState } from 'react';
import { Assign, type Sent, Settings } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { SentNote } from './SentNote';

/** LibraryPackage hands an enrolled unit its part of 一单两库 (art. 9). */
export function LibraryPackage({ onEnrol }: { onEnrol: () => void }) {
  const { info } = useSession();
  const { data, error, reload } = useLoad(Settings.Devices);
  const [sent, setSent] = useState<Sent>();
  const name = `一单两库包 ${info.workspace.today}.zip`;
  const units = (data ?? []).filter((d) => d.unit !== '' && !d.revoked);
  if (data && units.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description="还没有登记执行单位。先为派出所、大队的办公室签发证书，再下发名录库。"
      >
        <Button type="primary" onClick={onEnrol}>
          登记执行单位
        </Button>
      </Empty>
    );
  return (
    <div className="page-form">
      <Typography.Paragraph>
        把全部抽查事项，和属于该单位的检查对象（所属派出所或监管警种）、执法检查人员及其请假、回避关系，连同修改历史制成签名包下发。再次下发即更新，不会重复；与该单位自己的记录不一致的，在其“版本冲突”中由负责人裁定。
      </Typography.Paragraph>
      <ErrorAlert error={error} onRetry={reload} />
      <ActionForm<{ unit: string; out: string }>
        initial={{ unit: '', out: outPath(info.workspace.dir, 'packages', name) }}
        submit="签名并写出一单两库包"
        onSubmit={async ({ unit, out }) => setSent(await Assign.Library(unit, out.trim()))}
      >
        <Form.Item name="unit" label="执行单位" rules={[{ required: true, message: '请选择单位' }]}>
          <Select
            options={units.map((d) => ({ value: d.unit, label: `${d.unit}（${d.name}）` }))}
          />
        </Form.Item>
        <Form.Item name="out" label="保存到">
          <SavePick name={name} />
        </Form.Item>
      </ActionForm>
      <SentNote sent={sent} next="把文件拷给该单位，在其“派发与交换”中打开。" />
    </div>
  );
}
