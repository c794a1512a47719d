import { Button, Flex } from 'antd';
import { Trace } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { useAction } from '../../lib/useAction';

/** BackupTab writes a verified copy of the database, into the workspace or elsewhere. */
export function BackupTab() {
  const [done, say] = useDone();
  const backup = useAction(async () => {
    say(`备份已写入并核对：${await Trace.Backup('')}`);
  });
  return (
    <Flex vertical gap="middle" className="page-form">
      <p className="dialog-note">
        备份是数据库的完整副本，写好后当场核对。请定期另存到移动介质；证据和文书文件另行复制工作区的
        evidence、documents 文件夹。
      </p>
      {done}
      <ErrorAlert error={backup.error} />
      <Flex gap="small" wrap>
        <Button type="primary" loading={backup.running} onClick={() => backup.run()}>
          立即备份
        </Button>
        <ExportButton
          label="备份到其他位置"
          note="例如移动硬盘。已有的同名文件不会被覆盖。"
          name="双随机备份.db"
          onExport={async (out) => {
            await Trace.Backup(out);
          }}
          onDone={say}
        />
      </Flex>
    </Flex>
  );
}
