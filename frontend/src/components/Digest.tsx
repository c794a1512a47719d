import { Tooltip, Typography } from 'antd';

/** shortDigest is what a person compares by eye: the first 16 hex digits in fours. */
export function shortDigest(value: string): string {
  return (value.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
}

/** Digest shows a digest short and copies it whole. */
export function Digest({ value }: { value: string }) {
  return (
    <Tooltip title={value}>
      <Typography.Text
        className="digest"
        copyable={{ text: value, tooltips: ['复制全部', '已复制'] }}
      >
        {shortDigest(value)}
      </Typography.Text>
    </Tooltip>
  );
}
