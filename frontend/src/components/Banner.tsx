import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useContext } from 'react';
import { useClock } from '../lib/clock';
import { type SaveState, useSaveState } from '../lib/save';
import { SessionContext } from '../lib/session';

interface Props {
  night: boolean;
  onNight: (night: boolean) => void;
}

/** Banner says where one is, who one is, what time it is, and whether the last keystroke is on disk. */
export function Banner({ night, onNight }: Props) {
  const { info } = useContext(SessionContext);
  const clock = useClock(info.now);
  const save = useSaveState();
  return (
    <header className="banner">
      <strong className="banner-title">双随机执法检查</strong>
      <span className="banner-workspace" title={info.folder}>
        {info.workspace}
      </span>
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
