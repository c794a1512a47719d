import { LockOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { Session } from '../api/generated';
import { useClock } from '../lib/clock';
import { type SaveState, useSaveState } from '../lib/save';
import { useSession } from '../lib/session';
import { useAction } from '../lib/useAction';
import { lockNow } from '../lib/watch';

interface Props {
  night: boolean;
  onNight: (night: boolean) => void;
}

/** Banner says where one is, who one is, what time it is, and whether the last keystroke is on disk. */
export function Banner({ night, onNight }: Props) {
  const { info, reload } = useSession();
  const { workspace, actor } = info;
  const signOut = useAction(async () => {
    await Session.SignOut();
    reload();
  });
  const lock = useAction(async () => {
    await lockNow();
    reload();
  });
  const clock = useClock(info.now);
  const save = useSaveState();
  return (
    <header className="banner">
      <strong className="banner-title">双随机执法检查</strong>
      <span className="banner-workspace" title={workspace.dir}>
        {workspace.name}
      </span>
      <Tag>{workspace.kindLabel}</Tag>
      <span className="banner-space" />
      <span role="status" aria-label="保存状态">
        {save.kind !== 'idle' && <Tag color={saveColor[save.kind]}>{saveText(save)}</Tag>}
      </span>
      <time>{clock}</time>
      <Button
        type="text"
        icon={night ? <SunOutlined /> : <MoonOutlined />}
        onClick={() => onNight(!night)}
      >
        {night ? '日间配色' : '夜间配色'}
      </Button>
      <span>
        {actor.name}（{info.roleLabel}）
      </span>
      <Button
        type="text"
        icon={<LockOutlined />}
        title="Ctrl+Shift+L"
        loading={lock.running}
        onClick={() => lock.run()}
      >
        锁定
      </Button>
      <Button type="text" loading={signOut.running} onClick={() => signOut.run()}>
        退出登录
      </Button>
    </header>
  );
}

const saveColor = { saving: 'processing', saved: 'success', failed: 'error' } as const;

function saveText(save: SaveState): string {
  switch (save.kind) {
    case 'idle':
      return '';
    case 'saving':
      return '正在保存';
    case 'saved':
      return `已保存 ${save.at}`;
    case 'failed':
      return `没有存上：${save.message}`;
  }
}
