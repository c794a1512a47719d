import { Alert, Flex, Form, Spin } from 'antd';
import { useCallback } from 'react';
import { type Candidate, type Task, Team, type Winner } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { MultiSelect } from '../../components/MultiSelect';
import { href } from '../../lib/route';
import { useLoad } from '../../lib/useLoad';

interface Props {
  task: Task;
  onDone: (text: string) => void;
}

/** HandTeams puts the teams of a 非随机检查 together: two or more for each subject, the first one proposed as leader. */
export function HandTeams({ task, onDone }: Props) {
  const load = useCallback(() => Team.Candidates(task.id), [task.id]);
  const { data: people, error, reload } = useLoad(load);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!people) return <Spin className="page-spin" description="正在读取人员" />;
  const able = people.filter((p) => p.why === '');
  return (
    <section aria-label="指定检查人员">
      <Flex vertical gap="middle">
        <p className="dialog-note">
          非随机检查的人员由执行单位指定：每户不少于两名，须具备资格、没有回避关系；先选的一名为建议组长。
        </p>
        <a href={href('draw', task.id)}>不指定，改为随机匹配</a>
        {able.length < 2 && (
          <Alert
            type="warning"
            showIcon
            title={`实施部门（${task.departments.join('、')}）只有 ${able.length} 名可安排的人员`}
            description="在“一单两库”中核对证件有效期、状态和请假。"
          />
        )}
        <ActionForm<Record<string, string[]>>
          initial={Object.fromEntries(task.winners.map((w) => [w.subject, []]))}
          submit="组成检查组"
          onSubmit={async (chosen) => {
            const done = await Team.AssignByHand(
              task.id,
              task.winners.map((w) => ({
                subject: w.subject,
                inspectors: chosen[w.subject] ?? [],
              })),
            );
            onDone(`已组成 ${done.winners.length} 个检查组，请选定组长并登记审批`);
          }}
        >
          {task.winners.map((w, i) => (
            <Form.Item
              key={w.subject}
              name={w.subject}
              label={`${i + 1} ${w.name}`}
              rules={[{ type: 'array', min: 2, message: '不少于两名检查人员（第十五条）' }]}
            >
              <MultiSelect placeholder="姓名或警号" options={optionsFor(w, people)} />
            </Form.Item>
          ))}
        </ActionForm>
      </Flex>
    </section>
  );
}

/** optionsFor are the inspectors for one subject; who may not be chosen says why. */
function optionsFor(winner: Winner, people: Candidate[]) {
  return people.map((p) => {
    const why = p.unfit.find((u) => u.subject === winner.subject)?.why ?? p.why;
    return {
      value: p.inspector || p.badge,
      label: `${p.name}（${p.badge}${p.department && `，${p.department}`}）${why && `：${why}`}`,
      disabled: why !== '',
    };
  });
}
