import { Alert, Button, Empty, Flex, Form, Select, Spin } from 'antd';
import { useCallback, useState } from 'react';
import {
  type DrawnForm,
  EvidenceStateLabels,
  Paper,
  type Paper as PaperRow,
  type SignerKind,
  SignerKindLabels,
} from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { SignaturePad } from '../../components/SignaturePad';
import { formatInstant } from '../../lib/clock';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { SigningRecording } from './SigningRecording';

interface Props {
  paper: PaperRow;
  /** onDone is told what was registered. */
  onDone: (text: string) => void;
}

/** DrawnSigning takes signatures on the screen, where the office enabled them for this kind of document. */
export function DrawnSigning({ paper, onDone }: Props) {
  const load = useCallback(() => Paper.DrawnForm(paper.id), [paper.id]);
  const { data, error, reload } = useLoad(load);
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!data) return <Spin description="正在查看" />;
  if (!data.rule.on) return null;
  return (
    <section aria-label="屏幕手写签名">
      <h3>屏幕手写签名（纸上签字捺指印为先）</h3>
      <p className="hint">
        {data.rule.decidedBy}（{data.rule.post}）{data.rule.decidedOn} 决定启用：{data.rule.basis}
      </p>
      {data.refusal ? (
        <p>{data.refusal}</p>
      ) : (
        <>
          <Sign key={data.recordings.length} paper={paper} of={data} onDone={onDone} />
          <SigningRecording visit={paper.ref} of={data} onDone={reload} />
        </>
      )}
      {data.refusal === '' && paper.drawn.length > 0 && <File paper={paper} onDone={onDone} />}
    </section>
  );
}

interface Values {
  who: string;
  evidence: string;
  strokes: string;
}

function Sign({ paper, of, onDone }: Props & { of: DrawnForm }) {
  const [who, setWho] = useState('');
  const people = of.names
    .filter((n) => !paper.drawn.some((d) => d.kind === n.kind && d.name === n.name))
    .map((n) => ({
      value: `${n.kind}/${n.name}`,
      label: `${n.name}（${SignerKindLabels[n.kind]}）`,
    }));
  if (of.recordings.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description="还没有能记录签署过程的音视频：点“登记签署录像”，登记正在录像的执法记录仪。没有录像的，打印后在纸上签字。"
      />
    );
  if (people.length === 0) return <p>记录中在场的人都已签名。</p>;
  const [kind = '', name = ''] = who.split('/');
  return (
    <ActionForm<Values>
      initial={{ who: '', evidence: of.recordings.at(-1)?.id ?? '', strokes: '' }}
      submit="确认签名"
      onSubmit={async ({ evidence, strokes }) => {
        await Paper.Draw(paper.id, {
          paper: '',
          number: '',
          snapshot: '',
          kind: kind as SignerKind,
          name,
          strokes,
          evidence,
          recorded: '',
          sha256: '',
          words: '',
          at: '',
          by: '',
        });
        onDone(`${name}已在屏幕上签名`);
      }}
    >
      <Flex gap="middle" wrap>
        <Form.Item name="who" label="签署人" rules={[{ required: true, message: '请选择签署人' }]}>
          <Select options={people} className="signer-name" onChange={setWho} />
        </Form.Item>
        <Form.Item name="evidence" label="记录签署过程的音视频">
          <Select
            className="signer-name"
            options={of.recordings.map((e) => ({
              value: e.id,
              label: `${e.kind} ${e.name || `执法记录仪 ${e.recorder}`}　${EvidenceStateLabels[e.state]}`,
            }))}
          />
        </Form.Item>
      </Flex>
      <Alert type="warning" title={of.words} />
      <Form.Item
        className="after-block"
        name="strokes"
        label="请本人在框内书写姓名"
        rules={[{ required: true, message: '还没有签名' }]}
      >
        <Strokes label={name ? `${name}的签名` : '签名'} key={who} />
      </Form.Item>
      <p className="hint">
        确认之后不能修改。签名与内容摘要（快照 {paper.snapshot.slice(0, 16)}）绑定。
      </p>
    </ActionForm>
  );
}

/** Strokes is the pad as a field of a form. */
function Strokes({ label, onChange }: { label: string; onChange?: (text: string) => void }) {
  return <SignaturePad label={label} onChange={(text) => onChange?.(text)} />;
}

function File({ paper, onDone }: Props) {
  const act = useAction(async () => {
    const filed = await Paper.FileDrawn(paper.id);
    onDone(`${filed.name} ${filed.number}：${filed.drawn.length} 人手写签名，已归档`);
  });
  return (
    <Flex vertical gap="small" align="start">
      <Button onClick={() => act.run()} loading={act.running}>
        签齐，归档手写签名件
      </Button>
      <ErrorAlert error={act.error} />
    </Flex>
  );
}

/** DrawnRecord lists the signatures made on the screen. */
export function DrawnRecord({ paper, onShow }: { paper: PaperRow; onShow: (pdf: string) => void }) {
  return (
    <>
      {paper.drawn.map((d) => (
        <li key={d.digest}>
          {SignerKindLabels[d.kind]} <b>{d.name}</b> 屏幕手写签名，{d.recorded}
          <br />
          <small>
            {formatInstant(d.at)}　{d.by}组织签署　签名摘要 {d.digest.slice(0, 16)}
          </small>{' '}
          {d === paper.drawn.at(-1) && (
            <Button size="small" onClick={() => onShow(d.pdf)}>
              打开签名件
            </Button>
          )}
        </li>
      ))}
    </>
  );
}
