import { Modal } from 'antd';
import { type ComponentProps, type ReactNode, useRef } from 'react';
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

const fields = 'form :is(input, textarea):not([disabled], [type="radio"]:not(:checked))';

/**
 * FormDialog is an ActionForm in a dialog. It opens with the focus in its first
 * field; Escape closes it, and the focus goes back where it was.
 */
export function FormDialog<T extends object>(props: Props<T>) {
  const { title, open, onClose, note, before, width = 560, ...form } = props;
  const body = useRef<HTMLDivElement>(null);
  return (
    <Modal
      title={title}
      open={open}
      onCancel={onClose}
      footer={null}
      width={width}
      destroyOnHidden
      mask={{ closable: false }}
      afterOpenChange={(opened) =>
        opened && body.current?.querySelector<HTMLElement>(fields)?.focus()
      }
    >
      <div ref={body}>
        {note && <p className="dialog-note">{note}</p>}
        {before}
        <ActionForm<T> {...form} onCancel={onClose} />
      </div>
    </Modal>
  );
}
