import { Alert, Button, Flex, Form, Input, Table, type TableColumnsType, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { Backup, type BackupFile, type BackupState } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { FormDialog } from '../../components/FormDialog';
import { JobProgress } from '../../components/JobProgress';
import { formatInstant } from '../../lib/clock';
import { useAction } from '../../lib/useAction';
import { useJob } from '../../lib/useJob';
import { useLoad } from '../../lib/useLoad';
import { BackupCheck } from './BackupCheck';

/** BackupTab shows how well the workspace is covered, and makes and tries backups. */
export function BackupTab() {
  const { data, error, reload } = useLoad(Backup.State);
  const [id, setId] = useState<string>();
  const [place, setPlace] = useState(false);
  const [tried, setTried] = useState<BackupFile>();
  const [done, say] = useDone();
  const job = useJob(id);
  const make = useAction(async () => setId(await Backup.Make('')));
  const ended = job?.state;
  useEffect(() => {
    if (ended && ended !== 'running') reload();
  }, [ended, reload]);
  return (
    <Flex vertical gap="middle">
      <p className="dialog-note">
        备份含数据库、文书、待归档扫描件和本机密钥文件，加密后写出并读回核对；打开着每 4
        小时、退出时各自动备份一次。证据文件只存到第二备份位置，每份一次。
      </p>
      <ErrorAlert error={error ?? make.error} onRetry={error && reload} />
      {data && <Standing of={data} />}
      {done}
      <Flex gap="small" wrap>
        <Button
          type="primary"
          disabled={data?.ready !== ''}
          loading={make.running || ended === 'running'}
          onClick={() => make.run()}
        >
          立即备份
        </Button>
        <ExportButton
          label="备份到其他位置"
          note="例如移动硬盘。已有的同名文件不会被覆盖。"
          name="backup.zip"
          onExport={async (out) => setId(await Backup.Make(out))}
          onDone={() => {}}
        />
        <Button onClick={() => setPlace(true)}>设定第二备份位置</Button>
      </Flex>
      {job && <JobProgress job={job} />}
      <Table<BackupFile>
        size="small"
        aria-label="备份"
        columns={columns(setTried)}
        dataSource={data?.files ?? []}
        rowKey="path"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: '还没有备份。按“立即备份”做第一份。' }}
      />
      <p className="dialog-note">{data?.rule}</p>
      {tried && <BackupCheck file={tried} onClose={() => setTried(undefined)} />}
      <FormDialog<{ folder: string }>
        title="设定第二备份位置"
        note="另一块磁盘、移动盘或共享文件夹的完整路径；工作区所在磁盘损坏时靠它恢复。留空即取消。"
        open={place}
        initial={{ folder: data?.place ?? '' }}
        submit="保存"
        onSubmit={async ({ folder }) => {
          await Backup.SetPlace(folder.trim());
          setPlace(false);
          say(folder.trim() ? `第二备份位置：${folder.trim()}` : '已取消第二备份位置');
          reload();
        }}
        onClose={() => setPlace(false)}
      >
        <Form.Item name="folder" label="文件夹">
          <Input placeholder="例如 E:\双随机备份" autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </Flex>
  );
}

function Standing({ of }: { of: BackupState }) {
  const at = of.at ? `上次备份 ${formatInstant(of.at)}，此后有 ${of.newer} 条新记录` : '还没有备份';
  const second = of.place
    ? `第二备份位置 ${of.place}：${of.placeAt ? `上次存入 ${formatInstant(of.placeAt)}` : '还没有存入'}`
    : '没有设定第二备份位置：本机磁盘损坏时，备份会和数据一起丢失';
  return (
    <Flex vertical gap="small">
      <Typography.Text>{at}</Typography.Text>
      {of.ready && <Alert type="warning" showIcon title={of.ready} />}
      {of.failed && <Alert type="error" showIcon title={`自动备份没有做成：${of.failed}`} />}
      <Alert
        type={of.place && !of.placeLost ? 'success' : 'warning'}
        showIcon
        title={second}
        description={of.placeLost || undefined}
      />
    </Flex>
  );
}

function columns(tryIt: (file: BackupFile) => void): TableColumnsType<BackupFile> {
  return [
    { key: 'at', title: '时间', className: 'nowrap', render: (_, f) => formatInstant(f.at) },
    {
      key: 'size',
      title: '大小',
      align: 'right',
      className: 'nowrap',
      render: (_, f) => `${(f.size / 1e6).toFixed(1)} MB`,
    },
    {
      key: 'entries',
      title: '留痕条数',
      align: 'right',
      render: (_, f) => (f.entries > 0 ? f.entries : '升级前'),
    },
    { key: 'path', title: '文件', className: 'wide-cell break-all', dataIndex: 'path' },
    {
      key: 'check',
      title: '试恢复',
      render: (_, f) => (
        <Button
          size="small"
          aria-label={`试恢复 ${formatInstant(f.at)} 的备份`}
          onClick={() => tryIt(f)}
        >
          试恢复
        </Button>
      ),
    },
  ];
}
