import { Alert, Button, Flex, Modal, Spin } from 'antd';
import { useCallback } from 'react';
import { Session } from '../api/generated';
import { useLoad } from '../lib/useLoad';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  title: string;
  /** sha256 names the stored file; "" shows nothing. */
  sha256: string;
  onClose: () => void;
}

/** PaperView shows a stored document or scan in a dialog. */
export function PaperView({ title, sha256, onClose }: Props) {
  return (
    <Modal
      title={title}
      open={sha256 !== ''}
      onCancel={onClose}
      footer={<Button onClick={onClose}>关闭</Button>}
      width="min(1000px, 92vw)"
      centered
      destroyOnHidden
    >
      {sha256 && <Sheet title={title} sha256={sha256} />}
    </Modal>
  );
}

function Sheet({ title, sha256 }: { title: string; sha256: string }) {
  const load = useCallback(() => Session.Link(sha256), [sha256]);
  const { data: link, error, reload } = useLoad(load);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!link) return <Spin className="page-spin" description="正在打开" />;
  return (
    <Flex vertical gap="small">
      <iframe className="paper-frame" title={title} src={link} />
      <Alert type="info" title="这里没有显示时，请另存后用 PDF 阅读器打开。" />
    </Flex>
  );
}
