import { Button, Flex, Input } from 'antd';
import { Session } from '../api/generated';
import { useSession } from '../lib/session';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  /** label names the field, for example 任务包. */
  label: string;
  /** name is the file name that the dialog proposes. */
  name: string;
  /** value is the path to write to, "" when none. Form.Item gives value and onChange. */
  value?: string;
  onChange?: (path: string) => void;
}

/** SavePick asks where to write a file: the system's dialog in the window, a typed path everywhere. */
export function SavePick({ label, name, value = '', onChange = () => {} }: Props) {
  const { info } = useSession();
  const pick = useAction(async () => {
    const path = await Session.PickSave(name);
    if (path) onChange(path);
  });
  return (
    <Flex vertical gap="small">
      <Flex gap="small">
        <Input
          aria-label={`${label}保存到`}
          placeholder="保存文件的完整路径"
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
        {info.window && (
          <Button loading={pick.running} onClick={() => pick.run()}>
            选择位置
          </Button>
        )}
      </Flex>
      <ErrorAlert error={pick.error} />
    </Flex>
  );
}
