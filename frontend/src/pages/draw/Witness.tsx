import { Button, Card, Flex, Form, Input, Select } from 'antd';
import { Draw, type Drawing, Trace } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ExportButton } from '../../components/ExportButton';
import { Abandon } from './Abandon';
import { Statement } from './Statement';

interface Props {
  draw: Drawing;
  onDone: (text: string) => void;
}

interface Values {
  witness: string;
  how: string;
}

const ways = ['打印签字留存', '拍照留存', '导出检查点文件留存'];

/** Witness shows the statement for a witness to take away, and registers that it left this PC. */
export function Witness({ draw, onDone }: Props) {
  return (
    <Card size="small" title="见证：声明离开本机之后，才能录入公共随机输入">
      <Statement draw={draw} />
      <Flex gap="small" wrap className="statement-tools">
        <Button onClick={() => window.print()}>打印声明</Button>
        <ExportButton
          label="导出检查点文件"
          note="签名的检查点由见证人带走，日后可以证明声明在此之前已经登记。"
          name={`检查点 ${draw.taskNo} ${draw.attempt}.note`}
          signed
          onExport={(out) => Trace.Checkpoint(out)}
          onDone={onDone}
        />
        <Abandon draw={draw} onDone={onDone} />
      </Flex>
      <ActionForm<Values>
        initial={{ witness: '', how: ways[0] ?? '' }}
        submit="登记见证"
        onSubmit={async ({ witness, how }) => {
          await Draw.Witness(draw.id, witness.trim(), how);
          onDone('见证已登记。现在可以产生并录入公共随机输入。');
        }}
      >
        <div className="form-grid">
          <Form.Item
            name="witness"
            label="见证人姓名"
            extra="见证人不能是操作人本人。"
            rules={[{ required: true, whitespace: true, message: '请填写见证人姓名' }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="how" label="留存方式">
            <Select options={ways.map((w) => ({ value: w, label: w }))} />
          </Form.Item>
        </div>
      </ActionForm>
    </Card>
  );
}
