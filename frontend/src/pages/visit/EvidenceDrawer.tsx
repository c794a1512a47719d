import { Button, Drawer, Flex, Form, Input } from 'antd';
import { useCallback, useState } from 'react';
import { Evidence, EvidenceStateLabels } from '../../api/generated';
import { Details } from '../../components/DetailDrawer';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { Media } from '../../components/Media';
import { PaperView } from '../../components/PaperView';
import { formatInstant, formatTime } from '../../lib/clock';
import { durationText, sizeText } from '../../lib/size';
import { useLoad } from '../../lib/useLoad';
import { isRecording, keepText } from './evidence';
import { HandOver } from './HandOver';
import { Spans } from './Spans';

interface Props {
  item: Evidence | undefined;
  onClose: () => void;
  /** onChange is told of a new version of the item. */
  onChange: (item: Evidence) => void;
}

/** EvidenceDrawer shows or plays one item, with its key ranges, custody and retention. */
export function EvidenceDrawer({ item, onClose, onChange }: Props) {
  return (
    <Drawer
      title={item?.name || item?.place}
      open={item !== undefined}
      onClose={onClose}
      size={720}
      destroyOnHidden
    >
      {item && <Item key={item.id} item={item} onChange={onChange} />}
    </Drawer>
  );
}

function Item({ item, onChange }: { item: Evidence; onChange: (item: Evidence) => void }) {
  const [player, setPlayer] = useState<HTMLMediaElement | null>(null);
  const [paper, setPaper] = useState('');
  const [handing, setHanding] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const [done, say] = useDone();
  const here = item.state === 'copied';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a decision to keep it changes the answer
  const keep = useLoad(useCallback(() => Evidence.Keep(item.id), [item.id, item.forever]));
  const again = async () => {
    const list = await Evidence.List(item.visit);
    const fresh = list.find((e) => e.id === item.id);
    if (fresh) onChange(fresh);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part needs the keyboard
    <section className="part" aria-label="证据详情" tabIndex={0}>
      {here && item.mime !== 'application/pdf' && (
        <Media sha256={item.sha256} mime={item.mime} name={item.name} onPlayer={setPlayer} />
      )}
      {here && item.mime === 'application/pdf' && (
        <Button onClick={() => setPaper(item.sha256)}>打开文件</Button>
      )}
      <PaperView title={item.name} sha256={paper} onClose={() => setPaper('')} />
      {done}
      {isRecording(item) && <Spans item={item} player={player} onChange={onChange} />}
      <h3>保管</h3>
      <ErrorAlert error={keep.error} onRetry={keep.reload} />
      <Flex gap="small" wrap className="toolbar">
        <Button onClick={() => setHanding(true)}>登记交接</Button>
        {keep.data && !keep.data.forever && item.state !== 'erased' && (
          <Button onClick={() => setKeeping(true)}>定为永久保存</Button>
        )}
      </Flex>
      <Details
        of={[
          { label: '状态', value: EvidenceStateLabels[item.state] },
          { label: '存放处', value: item.place },
          { label: '保存期限', value: keep.data && keepText(keep.data) },
          { label: '现由', value: item.custody.at(-1)?.to || item.officer },
          ...item.custody.map((h) => ({
            label: `交接 ${formatInstant(h.at).slice(5)}`,
            value: `${h.from} 移交 ${h.to}，${h.where}，${h.why}`,
          })),
        ]}
      />
      <h3>登记</h3>
      <Details of={facts(item)} />
      <HandOver
        items={handing ? [item] : []}
        onClose={() => setHanding(false)}
        onDone={(text) => {
          setHanding(false);
          say(text);
          again();
        }}
      />
      <FormDialog
        open={keeping}
        title="定为永久保存"
        note="用于重大、复杂或其他应当永久保存的音视频。定下之后不能撤销。"
        submit="永久保存"
        initial={{ reason: '' }}
        onClose={() => setKeeping(false)}
        onSubmit={async ({ reason }) => {
          onChange(await Evidence.KeepForever(item.id, reason.trim()));
          setKeeping(false);
          say('已定为永久保存。');
        }}
      >
        <Form.Item name="reason" label="理由">
          <Input />
        </Form.Item>
      </FormDialog>
    </section>
  );
}

function facts(e: Evidence) {
  const filled = e.filled;
  return [
    { label: '种类、环节', value: [e.kind, e.step].filter(Boolean).join('，') },
    {
      label: '起止',
      value: e.from && `${formatInstant(e.from)}${e.to && ` 至 ${formatTime(e.to)}`}`,
    },
    {
      label: '长度、大小',
      value: [e.duration > 0 && durationText(e.duration), e.size > 0 && sizeText(e.size)]
        .filter(Boolean)
        .join('，'),
    },
    { label: '记录仪、佩戴人', value: [e.recorder, e.officer].filter(Boolean).join('，') },
    { label: 'SHA-256', value: e.sha256 && <span className="digest">{e.sha256}</span> },
    { label: 'SM3', value: e.sm3 && <span className="digest">{e.sm3}</span> },
    { label: '说明', value: e.note },
    {
      label: '采集站回填',
      value: filled && `${filled.list} 第 ${filled.row} 行：${filled.why}`,
    },
    {
      label: '销毁',
      value:
        e.erasure &&
        (e.erasure.at ? `${formatInstant(e.erasure.at)} 已销毁` : `已申请：${e.erasure.reason}`),
    },
  ].filter((f) => f.value);
}
