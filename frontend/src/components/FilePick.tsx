import { Button, Flex, Input, Upload } from 'antd';
import { upload } from '../api/call';
import { type FileKind, Session } from '../api/generated';
import { useSession } from '../lib/session';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  id?: string;
  kind: FileKind;
  /** label names the field, for example 检查对象名录表格. */
  label: string;
  /** value is the file's path, "" when none. */
  value?: string;
  onChange?: (path: string) => void;
}

/**
 * FilePick asks for a file and gives its path. The window opens the system's
 * dialog; in a browser the path is typed, or the file is copied to the inbox.
 */
export function FilePick({ id, kind, label, value = '', onChange }: Props) {
  const { info } = useSession();
  const pick = useAction(async () => {
    const path = await Session.PickFile(kind);
    if (path) onChange?.(path);
  });
  const send = useAction(async (file: File) => onChange?.(await upload(file)));
  return (
    <Flex vertical gap="small">
      <Flex gap="small">
        <Input
          id={id}
          aria-label={`${label}的路径`}
          placeholder="文件的完整路径"
          value={value}
          onChange={(e) => onChange?.(e.target.value)}
        />
        {info.window ? (
          <Button loading={pick.running} onClick={() => pick.run()}>
            选择文件
          </Button>
        ) : (
          <Upload
            showUploadList={false}
            beforeUpload={(file) => {
              send.run(file);
              return false; // sent by ourselves
            }}
          >
            <Button loading={send.running}>上传</Button>
          </Upload>
        )}
      </Flex>
      <ErrorAlert error={pick.error ?? send.error} />
    </Flex>
  );
}
