import { Flex, theme } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  note: ReactNode;
  /** wide makes room for two columns of fields. */
  wide?: boolean;
  children: ReactNode;
}

/**
 * Gate is the page before the pages: one card in the middle. It is plain, because
 * the library's card and headings would bring tabs, menus and more to the first screen.
 */
export function Gate({ title, note, wide, children }: Props) {
  const { token } = theme.useToken();
  return (
    <main className="gate">
      <div
        className={wide ? 'gate-card gate-wide' : 'gate-card'}
        style={{
          color: token.colorText,
          background: token.colorBgContainer,
          border: `1px solid ${token.colorBorderSecondary}`,
          borderRadius: token.borderRadiusLG,
          padding: token.paddingLG,
          fontSize: token.fontSize,
          lineHeight: token.lineHeight,
        }}
      >
        <Flex vertical gap="middle">
          <div>
            <h1 className="page-title">{title}</h1>
            <span style={{ color: token.colorTextSecondary }}>{note}</span>
          </div>
          {children}
        </Flex>
      </div>
    </main>
  );
}
