import { type ThemeConfig, theme } from 'antd';

// The library's secondary text, placeholders, night links and coloured texts
// fall short of the contrast of WCAG AA (4.5:1); these do not.
const day = {
  colorError: '#cf1322',
  colorInfo: '#0958d9',
  colorSuccess: '#237804',
  colorWarning: '#874d00',
  // Light grounds, which would else be mixed from the dark colours above.
  colorErrorBg: '#fff1f0',
  colorErrorBorder: '#ffa39e',
  colorInfoBg: '#e6f4ff',
  colorInfoBorder: '#91caff',
  colorSuccessBg: '#f6ffed',
  colorSuccessBorder: '#b7eb8f',
  colorWarningBg: '#fffbe6',
  colorWarningBorder: '#ffe58f',
  colorLink: '#0958d9',
  colorLinkHover: '#003eb3',
  colorLinkActive: '#002c8c',
  colorTextSecondary: '#595959',
  colorTextTertiary: '#595959',
  colorTextDescription: '#595959',
  colorTextPlaceholder: '#6b6b6b',
  colorTextQuaternary: '#6b6b6b',
};

const nightTokens = {
  colorInfo: '#69b1ff',
  colorInfoBg: '#111a2c',
  colorInfoBorder: '#15325b',
  colorError: '#ff9c99',
  colorBgLayout: '#0e1116',
  colorBgContainer: '#171b21',
  colorBgElevated: '#20252d',
  colorLink: '#69b1ff',
  colorTextSecondary: '#a6a6a6',
  colorTextTertiary: '#a6a6a6',
  colorTextDescription: '#a6a6a6',
  colorTextPlaceholder: '#8c8c8c',
  colorTextQuaternary: '#8c8c8c',
};

/** themeFor is the day or the night palette, at rest for whoever asked the system for less motion. */
export function themeFor(night: boolean): ThemeConfig {
  return {
    algorithm: night ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: '#0958d9',
      colorPrimaryHover: '#0b4fb8', // the palette's own is too light for white text
      fontFamily: 'var(--font)',
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      ...(night ? nightTokens : day),
    },
    components: {
      Button: { defaultHoverColor: night ? '#69b1ff' : '#0958d9' },
      Tabs: night
        ? { itemSelectedColor: '#69b1ff', itemHoverColor: '#69b1ff', inkBarColor: '#69b1ff' }
        : { itemHoverColor: '#0958d9' },
    },
  };
}
