import { Alert, Button, Drawer, Flex, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { Paper, type Paper as PaperRow, SignerKindLabels } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { GrowingText } from '../../components/GrowingText';
import { PaperView } from '../../components/PaperView';
import { formatInstant } from '../../lib/clock';
import { DrawnRecord, DrawnSigning } from './DrawnSigning';

interface Props {
  paper: PaperRow;
  onClose: () => void;
  /** onDone is told what was registered. */
  onDone: (text: string) => void;
}

const needed = (message: string) => [{ required: true, whitespace: true, message }];
const signers = Object.entries(SignerKindLabels).map(([value, label]) => ({ value, label }));

/** Signing shows and registers what happened to a printed document on paper (P5, P6, P8). */
export function Signing({ paper, onClose, onDone }: Props) {
  const title = `${paper.name} ${paper.number}`;
  const printed = paper.state === 'printed';
  return (
    <Drawer open title={`签署登记：${title}`} size={720} onClose={onClose} destroyOnHidden>
      <Flex vertical gap="middle">
        <Record paper={paper} />
        {printed ? (
          <>
            <SignForm paper={paper} onDone={onDone} />
            <ChangeForm paper={paper} onDone={onDone} />
          </>
        ) : (
          <Alert
            type="info"
            showIcon
            title={
              paper.state === 'filed'
                ? '签字件已归档，内容不再改动；需要更正或补充的，另作情况说明或补充笔录。'
                : paper.drawn.length > 0
                  ? '这份文书在屏幕上签名：余下的人也在屏幕上签，签齐后归档。'
                  : '先登记打印，由本人在纸上签字后，再登记签署情况。'
            }
          />
        )}
        {(printed || paper.state === 'issued') && <DrawnSigning paper={paper} onDone={onDone} />}
        {paper.noun === 'visit' && paper.state !== 'issued' && paper.state !== 'void' && (
          <ExplainForm paper={paper} onDone={onDone} />
        )}
      </Flex>
    </Drawer>
  );
}

type FormProps = Omit<Props, 'onClose'>;

/** Record lists what is registered so far. */
function Record({ paper }: { paper: PaperRow }) {
  const [shown, setShown] = useState('');
  const { signings, changes, reprints, drawn } = paper;
  if (signings.length + changes.length + reprints.length + drawn.length === 0)
    return <p>还没有登记签署情况。</p>;
  return (
    <section aria-label="已登记">
      <ul className="sign-record">
        {signings.map((s) => (
          <li key={s.kind + s.name}>
            {SignerKindLabels[s.kind]} <b>{s.name}</b>{' '}
            {s.refused ? `拒绝签字：${s.reason}（见证人 ${s.witness}）` : '已签字'}
            <small>
              {'　'}
              {formatInstant(s.at)}　{s.by}登记
            </small>
          </li>
        ))}
        <DrawnRecord paper={paper} onShow={setShown} />
        {changes.map((c) => (
          <li key={c.at + c.page}>
            第 {c.page} 页纸面改动：“{c.from || '（无）'}”改为“{c.to || '（划去）'}”，{c.who}捺指印
            <small>
              {'　'}
              {formatInstant(c.at)}　{c.by}登记
            </small>
          </li>
        ))}
        {reprints.map((r) => (
          <li key={r.no}>
            补打（第 {r.no} 次打印）{r.copies} 份
            <small>
              {'　'}
              {formatInstant(r.at)}　{r.by}登记
            </small>{' '}
            <Button size="small" onClick={() => setShown(r.pdf)}>
              打开补打件
            </Button>
          </li>
        ))}
      </ul>
      <PaperView
        title={`${paper.name} ${paper.number}`}
        sha256={shown}
        onClose={() => setShown('')}
      />
    </section>
  );
}

function SignForm({ paper, onDone }: FormProps) {
  return (
    <section aria-label="签字或拒绝签字">
      <h3>签字或拒绝签字</h3>
      <ActionForm
        initial={{
          kind: 'party' as keyof typeof SignerKindLabels,
          name: '',
          refused: false,
          reason: '',
          witness: '',
        }}
        submit="登记"
        onSubmit={async (v) => {
          await Paper.Sign(paper.id, {
            ...v,
            reason: v.reason ?? '', // fields that are not shown have no value
            witness: v.witness ?? '',
            at: '',
            by: '',
          });
          onDone(`已登记：${v.name}${v.refused ? '拒绝签字' : '已签字'}`);
        }}
      >
        {(form) => (
          <>
            <Flex gap="middle">
              <Form.Item name="kind" label="身份">
                <Select options={signers} className="signer" />
              </Form.Item>
              <Form.Item name="name" label="姓名" rules={needed('请填写姓名')}>
                <Input maxLength={60} />
              </Form.Item>
            </Flex>
            <Form.Item name="refused" label="纸上情况">
              <Radio.Group
                options={[
                  { value: false, label: '已签字、捺指印' },
                  { value: true, label: '拒绝签字' },
                ]}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={['refused']}>
              {() =>
                form.getFieldValue('refused') && (
                  <>
                    <Form.Item
                      name="reason"
                      label="理由（不说明的照实写）"
                      rules={needed('请写明理由')}
                    >
                      <GrowingText rows={2} />
                    </Form.Item>
                    <Form.Item name="witness" label="见证人" rules={needed('请填写见证人')}>
                      <Input maxLength={60} />
                    </Form.Item>
                  </>
                )
              }
            </Form.Item>
          </>
        )}
      </ActionForm>
    </section>
  );
}

function ChangeForm({ paper, onDone }: FormProps) {
  return (
    <section aria-label="纸面改动">
      <h3>纸面改动（当事人离开前，改动处捺指印）</h3>
      <ActionForm
        initial={{ page: 1, from: '', to: '', who: '' }}
        submit="登记改动"
        onSubmit={async (v) => {
          await Paper.Change(paper.id, { ...v, at: '', by: '' });
          onDone(`已登记第 ${v.page} 页的纸面改动`);
        }}
      >
        <Flex gap="middle">
          <Form.Item name="page" label="第几页">
            <InputNumber min={1} max={Math.max(paper.pages, 1)} precision={0} />
          </Form.Item>
          <Form.Item name="who" label="捺指印的人" rules={needed('请写明由谁捺指印确认')}>
            <Input maxLength={60} />
          </Form.Item>
        </Flex>
        <Form.Item name="from" label="原来的文字">
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="to" label="改为（划去的不填）">
          <Input maxLength={500} />
        </Form.Item>
      </ActionForm>
    </section>
  );
}

function ExplainForm({ paper, onDone }: FormProps) {
  return (
    <section aria-label="情况说明和补充笔录">
      <h3>签字后的更正和补充</h3>
      <ActionForm
        initial={{ kind: 'explanation', text: '' }}
        submit="制作"
        onSubmit={async ({ kind, text }) => {
          const made = await Paper.Explain(paper.id, kind, text);
          onDone(`已制作：${made.name} ${made.number}`);
        }}
      >
        <Form.Item name="kind" label="种类">
          <Radio.Group
            options={[
              { value: 'explanation', label: '情况说明（检查人员签名）' },
              { value: 'supplement', label: '补充笔录（被检查人再签）' },
            ]}
          />
        </Form.Item>
        <Form.Item name="text" label="内容" rules={needed('请写明说明或补充的内容')}>
          <GrowingText rows={3} />
        </Form.Item>
      </ActionForm>
    </section>
  );
}
