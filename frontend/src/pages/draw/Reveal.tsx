import { Card, Form, type FormInstance, Input } from 'antd';
import { Draw, type Drawing } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Abandon } from './Abandon';
import { digitsOf, inputKinds, needed } from './words';

interface Props {
  draw: Drawing;
  onDone: (text: string) => void;
}

interface Values {
  first: string;
  second: string;
  source: string;
}

/** Reveal takes the public input, typed twice; the result follows at once and cannot be drawn again. */
export function Reveal({ draw, onDone }: Props) {
  return (
    <Card size="small" title="录入公共随机输入">
      <p className="dialog-note">
        声明写明：{inputKinds[draw.inputKind]}，{draw.inputNote}。见证人 {draw.witness}（
        {draw.witnessHow}），检查点 {draw.checkpoint}。提交后立即出结果，不能重抽。
      </p>
      <ActionForm<Values>
        initial={{ first: '', second: '', source: '' }}
        submit="提交并抽取"
        alias={{ publicInput: 'second' }}
        extra={<Abandon draw={draw} onDone={onDone} />}
        onSubmit={async ({ first, second, source }) => {
          await Draw.Reveal(draw.id, first, second, source.trim());
          onDone('抽取已完成');
        }}
      >
        {(form) => <Fields form={form} dice={draw.inputKind === 'dice'} />}
      </ActionForm>
    </Card>
  );
}

function Fields({ form, dice }: { form: FormInstance<Values>; dice: boolean }) {
  const first = Form.useWatch('first', form);
  const second = Form.useWatch('second', form);
  const count = (text: string | undefined) =>
    dice ? `已录 ${digitsOf(text)} 位，至少 ${needed} 位` : undefined;
  return (
    <>
      <Form.Item
        name="first"
        label={dice ? '第一人录入的点数' : '公开数值'}
        extra={count(first)}
        rules={[{ required: true, whitespace: true, message: '请录入公共随机输入' }]}
      >
        <Input
          className="public-input"
          autoFocus
          autoComplete="off"
          inputMode={dice ? 'numeric' : 'text'}
        />
      </Form.Item>
      <Form.Item
        name="second"
        label={dice ? '第二人录入的点数' : '再次录入公开数值'}
        extra={count(second) ?? '照公布的原样再录一次，两次应当一致。'}
        rules={[{ required: true, whitespace: true, message: '请由第二人再录一次' }]}
      >
        <Input className="public-input" autoComplete="off" inputMode={dice ? 'numeric' : 'text'} />
      </Form.Item>
      <Form.Item
        name="source"
        label="来源说明"
        rules={[{ required: true, whitespace: true, message: '请写明来源' }]}
      >
        <Input
          placeholder={dice ? '例如：当众掷骰，两人分别录入' : '例如：某网站某日公布，已截图留存'}
        />
      </Form.Item>
    </>
  );
}
