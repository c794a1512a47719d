import type { Drawing } from '../../api/generated';
import { formatInstant } from '../../lib/clock';
import { inFours, inputKinds } from './words';

interface Props {
  /** draw carries the log's checkpoint right after the statement, which the witness takes along too. */
  draw: Drawing;
}

/** Statement is what the witness takes away: large enough to photograph, and the only thing that is printed. */
export function Statement({ draw }: Props) {
  return (
    <dl className="statement" aria-label="抽取声明">
      <dt>任务编号与次数</dt>
      <dd>
        {draw.taskNo} {draw.purpose === 'subjects' ? '抽取检查对象' : '匹配检查人员'} 第{' '}
        {draw.attempt} 次
      </dd>
      <dt>声明摘要（SHA-256）</dt>
      <dd className="statement-digest">{inFours(draw.statement)}</dd>
      <dt>日志检查点</dt>
      <dd className="statement-digest">{draw.checkpoint}</dd>
      <dt>公共随机输入</dt>
      <dd>
        {inputKinds[draw.inputKind] ?? draw.inputKind}：{draw.inputNote}
      </dd>
      <dt>名录</dt>
      <dd>
        可抽取 {draw.pool}，抽取前排除 {draw.excluded}
      </dd>
      {draw.statedAt && (
        <>
          <dt>登记时间</dt>
          <dd>{formatInstant(draw.statedAt)}</dd>
        </>
      )}
    </dl>
  );
}
