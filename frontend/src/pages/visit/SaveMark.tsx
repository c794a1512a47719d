import { Alert, Button, Flex, Typography } from 'antd';
import type { Autosave, FieldState } from '../../lib/autosave';
import { formatTime } from '../../lib/clock';

/** SaveMark says whether what stands in a field is on disk. */
export function SaveMark({ state }: { state: FieldState }) {
  switch (state.kind) {
    case 'saving':
      return <span className="save-mark">正在保存</span>;
    case 'saved':
      return <span className="save-mark save-done">已保存 {formatTime(state.at)}</span>;
  }
  return null;
}

interface Props {
  form: Autosave;
  path: string;
  /** label names the field for people. */
  label: string;
}

/** SaveTrouble stands under a field whose text could not be saved, and says what to do. */
export function SaveTrouble({ form, path, label }: Props) {
  const { state } = form.view(path);
  if (state.kind === 'failed')
    return (
      <Alert
        className="save-trouble"
        type="error"
        showIcon
        title={`“${label}”没有存上：${state.error.message}`}
        description={
          state.again
            ? `${state.error.hint || '请不要关闭程序'}。文字还在这里，正在自动重试。`
            : `${state.error.hint || '请改写后再存'}。文字还在这里，改动后会再次保存。`
        }
      />
    );
  if (state.kind !== 'conflict') return null;
  return (
    <Alert
      className="save-trouble"
      type="warning"
      showIcon
      title={`“${label}”已在别处改动，两份文字都已留存，请选用一份`}
      description={
        <Flex vertical gap="small">
          <Typography.Text>
            已保存的（{formatTime(state.theirs.at)}）：{state.theirs.value || '（空）'}
          </Typography.Text>
          <Typography.Text>您写的：{form.view(path).value || '（空）'}</Typography.Text>
          <Flex gap="small">
            <Button size="small" onClick={() => form.keepMine(path)}>
              用我写的
            </Button>
            <Button size="small" onClick={() => form.takeTheirs(path)}>
              用已保存的
            </Button>
          </Flex>
        </Flex>
      }
    />
  );
}
