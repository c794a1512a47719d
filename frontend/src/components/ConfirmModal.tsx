import { Modal } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

interface Props {
  open: boolean;
  title: string;
  okText: string;
  /** children say what will happen, and may ask for a reason. */
  children: ReactNode;
  danger?: boolean;
  onClose: () => void;
  /** onOk does it; its error stays in the dialog. */
  onOk: () => Promise<void>;
}

/** ConfirmModal asks before a step that cannot be taken back. */
export function ConfirmModal({ open, title, okText, children, danger, onClose, onOk }: Props) {
  const act = useAction(onOk);
  const { clear } = act;
  useEffect(() => {
    if (open) clear();
  }, [open, clear]);
  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      destroyOnHidden
      cancelText="返回"
      okButtonProps={{ danger, loading: act.running, autoFocus: true }}
      onCancel={onClose}
      onOk={async () => {
        if (await act.run()) onClose();
      }}
    >
      {children}
      <ErrorAlert error={act.error} />
    </Modal>
  );
}
