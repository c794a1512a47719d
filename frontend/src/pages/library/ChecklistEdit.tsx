import { Button, Form, Input } from 'antd';
import { GrowingText } from '../../components/GrowingText';

/** ChecklistEdit edits the 检查要点, one line each. */
export function ChecklistEdit() {
  return (
    <Form.List name="checklist">
      {(lines, { add, remove }) => (
        <fieldset className="checklist-edit">
          <legend>检查要点</legend>
          {lines.map(({ key, name }, i) => (
            <div key={key} className="checklist-line">
              <span>{i + 1}</span>
              <Form.Item name={[name, 'text']} noStyle>
                <GrowingText rows={1} aria-label={`第${i + 1}条 检查内容`} placeholder="检查内容" />
              </Form.Item>
              <Form.Item name={[name, 'method']} noStyle>
                <Input aria-label={`第${i + 1}条 操作方法`} placeholder="操作方法" />
              </Form.Item>
              <Form.Item name={[name, 'law']} noStyle>
                <GrowingText rows={1} aria-label={`第${i + 1}条 依据`} placeholder="法律依据" />
              </Form.Item>
              <Button size="small" onClick={() => remove(name)} aria-label={`删去第${i + 1}条`}>
                删去
              </Button>
            </div>
          ))}
          <Button onClick={() => add({ no: 0, text: '', method: '', law: '' })}>增加一条</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
