import { Button, Flex, Input } from 'antd';
import { MultiSelect } from '../../components/MultiSelect';
import { useField } from '../../lib/useAutosave';
import { choose, useForm } from '../visit/context';
import { Frame } from '../visit/fields';
import { joinRows, splitRows } from './rows';

interface Props {
  path: string;
  label: string;
}

/** ChoiceField chooses some of a closed list; they are stored joined with "、". */
export function ChoiceField({ path, label, options }: Props & { options: string[] }) {
  const form = useForm();
  const { value } = useField(form, path);
  return (
    <Frame path={path} label={label}>
      <MultiSelect
        style={{ width: '100%' }}
        aria-label={label}
        value={value.split('、').filter(Boolean)}
        options={options.map((o) => ({ value: o, label: o }))}
        onChange={(chosen) => choose(form, path, chosen.join('、'))}
      />
    </Frame>
  );
}

/** RowsField is a small table, a line a row; an empty row at the end takes the next one. */
export function RowsField({ path, label, columns }: Props & { columns: string[] }) {
  const form = useForm();
  const { value } = useField(form, path);
  const rows = splitRows(value, columns.length);
  const set = (n: number, column: number, text: string) =>
    form.set(
      path,
      joinRows(
        [...rows, columns.map(() => '')].map((row, i) =>
          i === n ? row.map((cell, c) => (c === column ? text : cell)) : row,
        ),
      ),
    );
  return (
    <Frame path={path} label={label}>
      {[...rows, columns.map(() => '')].map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <Flex key={n} gap="small" className="blank-row">
          {columns.map((column, c) => (
            <Input
              key={column}
              aria-label={`${label}第 ${n + 1} 行${column}`}
              placeholder={column}
              value={row[c]}
              onChange={(e) => set(n, c, e.target.value)}
              onBlur={() => form.touch(path)}
            />
          ))}
          <Button
            aria-label={`删去${label}第 ${n + 1} 行`}
            disabled={n === rows.length}
            onClick={() => choose(form, path, joinRows(rows.filter((_, i) => i !== n)))}
          >
            删
          </Button>
        </Flex>
      ))}
    </Frame>
  );
}
