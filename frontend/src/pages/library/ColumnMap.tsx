import { Alert, Button, Flex, Select, Typography } from 'antd';
import { useState } from 'react';
import type { ColumnChoice, FileHead, HeaderRow } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';
import { choicesOf, found } from './columns';

interface Props {
  head: FileHead;
  /** at is the row that a person pointed at as the head. */
  at: HeaderRow;
  /** onMap remembers the choices, none to forget them, and reads the file again. */
  onMap: (at: HeaderRow, choices: ColumnChoice[]) => Promise<void>;
}

/** ColumnMap shows what every column becomes and lets a person choose otherwise; files with the same head follow. */
export function ColumnMap({ head, at, onMap }: Props) {
  const [fields, setFields] = useState(head.columns.map((c) => c.field));
  const choices = choicesOf(head, at, fields);
  const map = useAction(() => onMap(at, choices));
  const forget = useAction(() => onMap(found, []));
  const choose = (column: number, field: string) =>
    setFields((all) => all.map((f, i) => (i === column ? field : f === field ? '' : f)));
  const options = [
    { value: '', label: '不导入' },
    ...head.fields.map((f) => ({
      value: f.name,
      label: f.required ? `${f.label}（必需）` : f.label,
    })),
  ];
  return (
    <section aria-label="列的对应">
      <Typography.Title level={3} className="section-title">
        列的对应
      </Typography.Title>
      {head.missing.length > 0 && (
        <Alert
          className="after-block"
          type="error"
          showIcon
          title={`缺少必需的列：${head.missing.join('、')}。请在下面为它选择文件中的列，再按此对应。`}
        />
      )}
      {head.mapped && (
        <Alert
          className="after-block"
          type="info"
          showIcon
          title="按以前为同样表头选定的对应读取。"
          action={
            <Button size="small" loading={forget.running} onClick={() => forget.run()}>
              恢复自动对应
            </Button>
          }
        />
      )}
      <div className="column-map">
        {head.columns.map((c, i) => (
          <div key={c.title} className="column-choice">
            <span className="column-title" title={c.title}>
              {c.title}
            </span>
            <Select
              aria-label={`“${c.title}”列导入为`}
              className="wide"
              size="small"
              status={fields[i] === '' ? 'warning' : undefined}
              showSearch={{ optionFilterProp: 'label' }}
              value={fields[i]}
              onChange={(field: string) => choose(i, field)}
              options={options}
            />
          </div>
        ))}
      </div>
      <ErrorAlert error={map.error ?? forget.error} />
      <Flex gap="small" align="center">
        <Button
          type={at.row > 0 ? 'primary' : 'default'}
          disabled={choices.length === 0}
          loading={map.running}
          onClick={() => map.run()}
        >
          按此对应重新核对
        </Button>
        <Typography.Text type="secondary">
          {choices.length === 0
            ? '改选任一列后可重新核对；选定的对应会记住。'
            : '同样表头的文件以后照此读取。'}
        </Typography.Text>
      </Flex>
    </section>
  );
}
