import { PageHeader } from '../../components/PageHeader';
import { StoppedCopies } from '../visit/StoppedCopies';
import { Keeping } from './Keeping';
import { Station } from './Station';
import { VerifyFiles } from './VerifyFiles';

/** 证据管理: what is over all visits: files that are whole, recordings to fill in, what is kept how long. */
export default function Page() {
  return (
    <>
      <PageHeader
        title="证据管理"
        note="核验入库的证据文件；按采集站清单回填执法记录仪的录像；期满的经审批销毁。各件证据的播放、关键片段和交接在“现场检查”中办理（第二十条）。"
      />
      <StoppedCopies visit="" round={0} onDone={() => {}} />
      <VerifyFiles />
      <Station />
      <Keeping />
    </>
  );
}
