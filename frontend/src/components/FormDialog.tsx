import { Modal } from 'antd';
import type { ComponentProps, ReactNode } from 'react';
import { ActionForm } from './ActionForm';

type Props<T extends object> = Omit<ComponentProps<typeof ActionForm<T>>, 'onCancel'> & {
  title: string;
  open: boolean;
  onClose: () => void;
  /** note is one quiet line above the form. */
  note?: ReactNode;
  /** before stands between the note and the form. */
  before?: ReactNode;
  width?: number;
};

/** FormDialog is an ActionForm in a dialog: Escape closes it, and the focus goes back where it was. */
export function FormDialog<T extends object>(props: Props<T>) {
  const { title, open, onClose, note, before, width = 560, ...form } = props;
  return (
    <Modal
      title={title}
      open={open}
      onCancel={onClose}
      footer={null}
      width={width}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {note && <p className="dialog-note">{note}</p>}
      {before}
      <ActionForm<T> {...form} onCancel={onClose} />
    </Modal>
  );
}
