import { Alert, Card, Flex, Spin, Typography } from 'antd';
import { Home } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { PendingPapers } from '../../components/PendingPapers';
import { href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { stages } from '../../stages';
import { OpenTasks } from './OpenTasks';
import { standing } from './standing';
import { YearWarning } from './YearWarning';

/** The home page says where things stand, in the order in which the work is done. */
export default function Page() {
  const { info } = useSession();
  const { data, error, reload } = useLoad(Home.Overview);
  const steps = stages.filter((s) => s.group !== '' && s.group !== '监督');
  const { enrolled, unlocked } = info.workspace;
  return (
    <Flex vertical gap="middle">
      <PageHeader title="首页" note="按下列次序办理；每一步都留痕，可随时回看。" />
      <ErrorAlert error={error} onRetry={reload} />
      {!data && !error && <Spin className="page-spin" description="正在统计" />}
      {data && data.overdue > 0 && (
        <Alert
          type="error"
          showIcon
          title={`有 ${data.overdue} 户检查结果超过两个工作日还没有公示（第二十一条）`}
          action={<a href={href('result')}>去办理</a>}
        />
      )}
      {data && data.filingsReturned > 0 && (
        <Alert
          type="error"
          showIcon
          title={`平台退回了 ${data.filingsReturned} 项报送，还没有重新报送（第二十一条）`}
          action={<a href={href('dispatch', data.returnedTask, 'upload')}>去办理</a>}
        />
      )}
      {enrolled && !unlocked && (
        <Alert
          type="warning"
          showIcon
          title="签名密钥已锁定：可以查看和填写，不能签发数据包"
          action={<a href={href('settings', 'workspace')}>去解锁</a>}
        />
      )}
      <PendingPapers />
      {data && data.noticesDue > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`待公告：有 ${data.noticesDue} 个任务已派发，抽查任务公告还没有发布并登记（第十四条）`}
          action={
            <a
              href={href(
                'publish',
                data.tasks.find((t) => t.notice === 'make' || t.notice === 'register')?.id ?? '',
              )}
            >
              去公告
            </a>
          }
        />
      )}
      {info.workspace.kind === 'office' && data && data.plans > 0 && <YearWarning />}
      {data && data.tasks.length > 0 && <OpenTasks of={data} />}
      {data && (
        <section aria-label="办理流程">
          <Typography.Title level={2} className="section-title">
            办理流程
          </Typography.Title>
          <ol className="steps">
            {steps.map((s, i) => {
              const { text, waits } = standing(s.key, data);
              return (
                <li key={s.key}>
                  <Card size="small">
                    <a className="step-link" href={href(s.key)}>
                      {i + 1}. {s.label}
                    </a>
                    <p className={waits ? 'step-standing step-waits' : 'step-standing'}>{text}</p>
                    <Typography.Paragraph type="secondary" className="step-about">
                      {s.about}
                    </Typography.Paragraph>
                  </Card>
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </Flex>
  );
}
