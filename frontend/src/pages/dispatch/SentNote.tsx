import { Alert } from 'antd';
import { KindLabels, type Sent } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { sizeText } from '../../lib/size';

interface Props {
  sent: Sent | undefined;
  /** next says what to do with the file. */
  next: string;
}

/** SentNote says which package was written, and where. */
export function SentNote({ sent, next }: Props) {
  return (
    <div role="status" aria-label="写出的包" className="after-block">
      {sent && (
        <Alert
          role="presentation"
          type="success"
          showIcon
          title={`已写出${KindLabels[sent.kind as keyof typeof KindLabels] ?? '包'}：${sent.path}`}
          description={
            <>
              共 {sent.files} 个文件，{sizeText(sent.size)}；签名摘要{' '}
              <Digest value={sent.tagmanifest} />
              <br />
              {next}
            </>
          }
        />
      )}
    </div>
  );
}
