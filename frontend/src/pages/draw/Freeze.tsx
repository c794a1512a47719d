import { Card, Form, Input, Radio } from 'antd';
import { Draw, type Task } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Pool } from '../task/Pool';
import type { PurposeName } from './stage';
import { inputKinds } from './words';

interface Props {
  task: Task;
  purpose: PurposeName;
  attempt: number;
  onDone: (text: string) => void;
}

interface Values {
  inputKind: string;
  inputNote: string;
  reason: string;
}

/** Freeze fixes the pool and logs the statement; the public input is named here, before anybody knows it. */
export function Freeze({ task, purpose, attempt, onDone }: Props) {
  return (
    <>
      {purpose === 'subjects' && <Pool task={task} />}
      <Card size="small" title={`第 ${attempt} 次抽取：名录冻结与声明`}>
        <p className="dialog-note">
          {purpose === 'subjects'
            ? '冻结后名录的任何变动都不影响本次抽取。'
            : '按参与部门、证件、请假和回避关系排出可匹配人员；配不齐时不会放宽条件。'}
          声明写明用什么作公共随机输入，登记后不能再改。
        </p>
        <ActionForm<Values>
          initial={{ inputKind: 'dice', inputNote: '', reason: '' }}
          submit="冻结名录并登记声明"
          onSubmit={async (values) => {
            await Draw.Freeze({ ...values, task: task.id, purpose });
            onDone('名录已冻结，声明已登记。请由见证人留存声明后再继续。');
          }}
        >
          <Form.Item name="inputKind" label="公共随机输入的种类">
            <Radio.Group
              options={Object.entries(inputKinds).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item
            name="inputNote"
            label="公共随机输入的说明"
            extra="事先写明，任何人都能认定：例如“当众掷十面骰二十次”，或“某年某月某日收盘公布的某指数点位”。"
            rules={[{ required: true, whitespace: true, message: '请写明公共随机输入' }]}
          >
            <Input />
          </Form.Item>
          {attempt > 1 && (
            <Form.Item
              name="reason"
              label="再次抽取的理由"
              rules={[{ required: true, whitespace: true, message: '请写明再次抽取的理由' }]}
            >
              <Input />
            </Form.Item>
          )}
        </ActionForm>
      </Card>
    </>
  );
}
