import { Empty } from 'antd';
import { stageOf } from '../stages';
import { PageHeader } from './PageHeader';

/** StageEmpty is a stage that has nothing to show yet: what it is for, and under which articles. */
export function StageEmpty({ stage }: { stage: string }) {
  const { label, about, article } = stageOf(stage);
  return (
    <>
      <PageHeader title={label} note={article && `依据：工作指引${article}`} />
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={about} />
    </>
  );
}
