import { Card, Typography } from 'antd';
import { PageHeader } from '../../components/PageHeader';
import { href } from '../../lib/route';
import { stages } from '../../stages';

/** The home page leads through the flow, in the order in which the work is done. */
export default function Page() {
  const steps = stages.filter((s) => s.group !== '' && s.group !== '监督');
  return (
    <>
      <PageHeader title="首页" note="按下列次序办理；每一步都留痕，可随时回看。" />
      <ol className="steps">
        {steps.map((s, i) => (
          <li key={s.key}>
            <Card size="small">
              <a className="step-link" href={href(s.key)}>
                {i + 1}. {s.label}
              </a>
              <Typography.Paragraph className="step-about">{s.about}</Typography.Paragraph>
              <Typography.Text type="secondary">{s.article}</Typography.Text>
            </Card>
          </li>
        ))}
      </ol>
    </>
  );
}
