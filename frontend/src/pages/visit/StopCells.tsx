import { Tag } from 'antd';
import type { Stop } from '../../api/generated';
import { href } from '../../lib/route';

/** Firm is a firm's name, which leads to its door, and where it lies. */
export function Firm({ stop: s }: { stop: Stop }) {
  return (
    <>
      <a href={href('visit', 'at', s.team.id)} className="break">
        {s.subjectName}
      </a>
      <br />
      <small>
        {s.address}　{s.trade}
      </small>
      {s.frequency && (
        <>
          <br />
          <small>{s.frequency}</small>
        </>
      )}
    </>
  );
}

/** actOf is what one does next at a firm. */
export function actOf(stop: Stop): string {
  if (stop.visitId === '') return '开始检查';
  return stop.visitState === 'open' ? '继续检查' : '查看与文书';
}

/** StopState says how far a firm has come, and what it still lacks. */
export function StopState({ stop: s }: { stop: Stop }) {
  const color = { open: 'processing', finished: 'success', handed: 'default' }[s.visitState];
  return (
    <>
      {s.secondOn ? (
        <Tag color="warning">改期至 {s.secondOn}</Tag>
      ) : (
        <Tag color={color}>{s.visitLabel}</Tag>
      )}
      {s.openPast > 0 && <Tag color="warning">以往整改未了 {s.openPast} 处</Tag>}
      {s.lacks.length > 0 && (
        <>
          <br />
          <small>{s.lacks.join('；')}</small>
        </>
      )}
    </>
  );
}
