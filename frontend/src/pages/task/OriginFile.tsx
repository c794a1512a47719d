import { Flex } from 'antd';
import { Task } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { useDone } from '../../components/Done';
import { ExportButton } from '../../components/ExportButton';

/** OriginFile tells which file of the platform a task was made from, and saves a copy of it. */
export function OriginFile({ task }: { task: Task }) {
  const [done, say] = useDone();
  return (
    <Flex vertical gap="small" align="start">
      <Flex gap="small" align="center" wrap>
        <span>{task.originName}</span>
        <Digest value={task.originFile} />
        <ExportButton
          label="另存平台名单"
          note="与导入时的文件逐字节相同，按 SHA-256 核对后写出。"
          name={task.originName || `平台名单-${task.no}`}
          onExport={async (out) => {
            await Task.SaveOrigin(task.id, out);
          }}
          onDone={say}
        />
      </Flex>
      {done}
    </Flex>
  );
}
