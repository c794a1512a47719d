import { Card, Flex, Spin, Statistic, Tag } from 'antd';
import { useCallback } from 'react';
import { Task } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

/** Pool counts who would be in the draw; who it is stays hidden until drawn. */
export function Pool({ task }: { task: Task }) {
  const load = useCallback(() => Task.Pool(task.id), [task.id]);
  const { data: pool, error, reload } = useLoad(load);
  return (
    <Card title="抽取库（只显示数量）" size="small">
      <ErrorAlert error={error} onRetry={reload} />
      {!pool && !error && <Spin description="正在统计" />}
      {pool && (
        <Flex vertical gap="small">
          <Flex gap="large" wrap>
            <Statistic title="可抽取" value={pool.pool} suffix="户" />
            <Statistic title="将抽取" value={pool.target} suffix="户" />
            <Statistic title="抽取前排除" value={pool.excluded} suffix="户" />
          </Flex>
          <div>
            {pool.strata.map((s) => (
              <Tag key={s.trade} className="column-tag">
                {s.trade} {s.size} 户
              </Tag>
            ))}
            {pool.reasons.map((r) => (
              <Tag key={r.reason} color="warning" className="column-tag">
                排除 {r.count} 户：{r.reason}
              </Tag>
            ))}
          </div>
        </Flex>
      )}
    </Card>
  );
}
