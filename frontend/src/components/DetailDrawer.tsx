import { Descriptions, Drawer } from 'antd';
import type { ReactNode } from 'react';

export interface Detail {
  label: string;
  value: ReactNode;
}

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  details: Detail[];
  /** children stand under the details. */
  children?: ReactNode;
}

/** DetailDrawer shows everything known about one row, at the right; Escape closes it. */
export function DetailDrawer({ title, open, onClose, details, children }: Props) {
  return (
    <Drawer title={title} open={open} onClose={onClose} size={640} destroyOnHidden>
      {/* Focusable, so that the arrow keys scroll. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part needs the keyboard */}
      <section className="part" aria-label={title} tabIndex={0}>
        <Details of={details} />
        {children}
      </section>
    </Drawer>
  );
}

/** Details is a two-column list of labels and values; what is empty shows a dash. */
export function Details({ of }: { of: Detail[] }) {
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      styles={{ label: { width: 150 } }}
      items={of.map(({ label, value }) => ({
        key: label,
        label,
        children: value === '' || value === undefined ? '-' : value,
      }))}
    />
  );
}
