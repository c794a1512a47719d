import { Button, Flex, Input } from 'antd';
import { Session } from '../api/generated';
import { useSession } from '../lib/session';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  id?: string;
  /** name is the file name that the system's dialog proposes. */
  name: string;
  /** value is the path to write to. */
  value?: string;
  onChange?: (path: string) => void;
}

/** SavePick asks where to write a file: a path, or in the window the system's dialog. */
export function SavePick({ id, name, value, onChange }: Props) {
  const { info } = useSession();
  const pick = useAction(async () => {
    const path = await Session.PickSave(name);
    if (path) onChange?.(path);
  });
  return (
    <Flex vertical gap="small">
      <Flex gap="small">
        <Input id={id} value={value} onChange={(e) => onChange?.(e.target.value)} />
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
