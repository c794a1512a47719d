import { Drawer, Flex, Tabs } from 'antd';
import type { ReactNode } from 'react';
import type { Noun, RegisterField } from '../../api/generated';
import { Details } from '../../components/DetailDrawer';
import { ErrorAlert } from '../../components/ErrorAlert';
import type { Loaded } from '../../lib/useLoad';
import { hidden, type Row, textOf } from './fields';
import { History } from './History';

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  noun: Noun;
  row: Row | undefined;
  /** version changes whenever the row was changed here. */
  version: string;
  fields: RegisterField[];
  load: Loaded<unknown>;
  /** show writes a field otherwise than plainly. */
  show?: (f: RegisterField, text: string) => ReactNode;
  /** before stands above the details: actions, warnings. */
  before: ReactNode;
  /** tabs stand between the details and the history. */
  tabs: { key: string; label: string; children: ReactNode }[];
}

/** CardDrawer shows a row of a register, what belongs to it, and its history. */
export function CardDrawer(props: Props) {
  const { title, open, onClose, noun, row, version, fields, load, show, before, tabs } = props;
  return (
    <Drawer title={title} open={open} onClose={onClose} size={760} destroyOnHidden>
      <ErrorAlert error={load.error} onRetry={load.reload} />
      {row && (
        <>
          <Flex vertical gap="small" className="drawer-head">
            {before}
          </Flex>
          <Tabs
            items={[
              {
                key: 'details',
                label: '内容',
                children: (
                  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part needs the keyboard
                  <section className="part" aria-label={title} tabIndex={0}>
                    <Details
                      of={fields
                        .filter((f) => !hidden.includes(f.name))
                        .map((f) => {
                          const text = textOf(row, f);
                          return { label: f.label, value: show?.(f, text) ?? text };
                        })}
                    />
                  </section>
                ),
              },
              ...tabs,
              {
                key: 'history',
                label: '历史记录',
                children: <History key={version} noun={noun} id={row.id} />,
              },
            ]}
          />
        </>
      )}
    </Drawer>
  );
}
