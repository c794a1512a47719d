import { Modal, Spin } from 'antd';
import { useCallback } from 'react';
import { Session } from '../api/generated';
import { useLink } from '../lib/useLink';
import { useLoad } from '../lib/useLoad';
import { ErrorAlert } from './ErrorAlert';
import { PaperView } from './PaperView';

interface Props {
  sha256: string;
  mime: string;
  name: string;
  /** onPlayer is given what plays sound or film, null when it goes. */
  onPlayer?: (player: HTMLMediaElement | null) => void;
}

/** Media shows a stored file in the page: a picture, sound or film. */
export function Media({ sha256, mime, name, onPlayer }: Props) {
  const { data: link, error, reload } = useLink(sha256);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!link) return <Spin description="正在打开" />;
  if (mime.startsWith('image/')) return <img className="media" src={link} alt={name} />;
  if (mime.startsWith('audio/'))
    // biome-ignore lint/a11y/useMediaCaption: evidence has no captions
    return <audio ref={onPlayer} className="media" src={link} controls aria-label={name} />;
  if (mime.startsWith('video/'))
    // biome-ignore lint/a11y/useMediaCaption: evidence has no captions
    return <video ref={onPlayer} className="media" src={link} controls aria-label={name} />;
  return <p>这种文件（{mime || '类型不明'}）不能在这里显示；摘要仍可核对。</p>;
}

/** Thumb is a small picture of a stored image. */
export function Thumb({ sha256 }: { sha256: string }) {
  const { data: link } = useLoad(useCallback(() => Session.ThumbLink(sha256), [sha256]));
  return link ? <img className="thumb" src={link} alt="" loading="lazy" /> : null;
}

interface ModalProps {
  /** file is what is shown; nothing is open without it. */
  file: Props | undefined;
  onClose: () => void;
}

/** MediaModal shows a stored file over the page. */
export function MediaModal({ file, onClose }: ModalProps) {
  if (file?.mime === 'application/pdf')
    return <PaperView title={file.name} sha256={file.sha256} onClose={onClose} />;
  return (
    <Modal
      open={file !== undefined}
      title={file?.name}
      width={720}
      centered
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {file && <Media {...file} />}
    </Modal>
  );
}
