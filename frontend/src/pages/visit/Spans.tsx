import { Button, Flex, Form, Input } from 'antd';
import { Evidence, type Span } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { offsetText, parseOffset } from '../../lib/offset';
import { useAction } from '../../lib/useAction';

interface Props {
  item: Evidence;
  /** player plays the recording here; null when it is elsewhere. */
  player: HTMLMediaElement | null;
  onChange: (item: Evidence) => void;
}

const place = {
  validator: async (_: unknown, text: string) => {
    if (parseOffset(text) === undefined) throw new Error('请写成 00:12:30');
  },
};

/** Spans 关键片段 are the parts of a recording worth looking at, each with in and out. */
export function Spans({ item, player, onChange }: Props) {
  const save = async (spans: Span[]) => onChange(await Evidence.SetSpans(item.id, spans));
  const drop = useAction((at: number) => save(item.spans.filter((_, i) => i !== at)));
  const play = (s: Span) => {
    if (!player) return;
    player.currentTime = s.from;
    player.play().catch(() => {}); // the browser may want a click first: it stands at the place
  };
  return (
    <section aria-label="关键片段">
      <h3>关键片段</h3>
      {item.spans.length === 0 && <p className="dialog-note">还没有标定关键片段。</p>}
      <ul className="plain-list">
        {item.spans.map((s, i) => {
          const range = `${offsetText(s.from)}–${offsetText(s.to)}`;
          return (
            <li key={range}>
              <Flex gap="small" align="center" wrap>
                {player ? (
                  <Button size="small" aria-label={`播放 ${range}`} onClick={() => play(s)}>
                    {range}
                  </Button>
                ) : (
                  <span>{range}</span>
                )}
                <span>{s.note}</span>
                <Button
                  size="small"
                  type="text"
                  aria-label={`删除片段 ${range}`}
                  loading={drop.running}
                  onClick={() => drop.run(i)}
                >
                  删除
                </Button>
              </Flex>
            </li>
          );
        })}
      </ul>
      <ErrorAlert error={drop.error} />
      <ActionForm
        key={item.spans.length}
        initial={{ from: '', to: '', note: '' }}
        submit="添加片段"
        onSubmit={({ from, to, note }) =>
          save([
            ...item.spans,
            { from: parseOffset(from) ?? 0, to: parseOffset(to) ?? 0, note: note.trim() },
          ])
        }
      >
        {(form) => {
          const here = (field: 'from' | 'to', label: string) =>
            player && (
              <Button
                size="small"
                type="text"
                aria-label={`${label}取播放位置`}
                onClick={() => form.setFieldValue(field, offsetText(player.currentTime))}
              >
                取此刻
              </Button>
            );
          return (
            <div className="field-row field-row-narrow">
              <Form.Item name="from" label="入点" rules={[place]}>
                <Input placeholder="00:12:30" suffix={here('from', '入点')} />
              </Form.Item>
              <Form.Item name="to" label="出点" rules={[place]}>
                <Input placeholder="00:13:05" suffix={here('to', '出点')} />
              </Form.Item>
              <Form.Item name="note" label="内容">
                <Input placeholder="例如：承认未登记" />
              </Form.Item>
            </div>
          );
        }}
      </ActionForm>
    </section>
  );
}
