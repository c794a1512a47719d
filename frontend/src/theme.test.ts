import { theme } from 'antd';
import { expect, test } from 'vitest';
import { themeFor } from './theme';

/** luminance and contrast as WCAG 2 defines them; colour is #rrggbb or rgba over black or white. */
function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((v) => {
    const c = v / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function rgbOf(colour: string, under: number[]): number[] {
  const hex = colour.match(/^#(..)(..)(..)$/);
  if (hex) return hex.slice(1).map((h) => Number.parseInt(h, 16));
  const short = colour.match(/^#(.)(.)(.)$/);
  if (short) return short.slice(1).map((h) => Number.parseInt(h + h, 16));
  const parts = colour.match(/[\d.]+/g)?.map(Number) ?? [];
  const alpha = parts[3] ?? 1;
  return parts.slice(0, 3).map((v, i) => v * alpha + (under[i] ?? 0) * (1 - alpha));
}

function contrast(text: string, ground: string): number {
  const below = rgbOf(ground, []);
  const [light, dark] = [luminance(rgbOf(text, below)), luminance(below)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const texts = [
  'colorText',
  'colorTextSecondary',
  'colorTextTertiary',
  'colorTextDescription',
  'colorTextPlaceholder',
  'colorLink',
  'colorError',
  'colorSuccess',
  'colorWarning',
] as const;

test.each([false, true])('every text colour reads on every ground, night: %s', (night) => {
  const token = theme.getDesignToken(themeFor(night));
  const poor: string[] = [];
  for (const text of texts)
    for (const ground of ['colorBgContainer', 'colorBgLayout', 'colorBgElevated'] as const) {
      const ratio = contrast(token[text], token[ground]);
      if (ratio < 4.5)
        poor.push(`${text} ${token[text]} on ${ground} ${token[ground]}: ${ratio.toFixed(2)}`);
    }
  expect(poor).toEqual([]);
});

test('buttons read in both palettes', () => {
  for (const night of [false, true]) {
    const token = theme.getDesignToken(themeFor(night));
    for (const ground of [token.colorPrimary, token.colorPrimaryHover])
      expect(contrast(token.colorTextLightSolid, ground)).toBeGreaterThanOrEqual(4.5);
  }
});
