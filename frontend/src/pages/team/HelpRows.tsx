import { Button, Flex, Form, Input } from 'antd';
import { FilePick } from '../../components/FilePick';
import type { OpinionValues, ThirdPartyValues } from './workplan';

const party: ThirdPartyValues = {
  name: '',
  people: '',
  scope: '',
  commission: '',
  file: '',
  fileName: '',
  path: '',
};
const opinion: OpinionValues = { by: '', about: '', file: '', fileName: '', path: '' };

/** HelpRows asks for third parties and expert opinions, each with its paper; they are never counted as inspectors. */
export function HelpRows() {
  return (
    <>
      <fieldset className="plain-set">
        <legend>委托第三方（不计入检查人员）</legend>
        <Form.List name="thirdParties">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row) => (
                <div key={row.key} className="help-row">
                  <div className="form-grid">
                    <Text row={row.name} name="name" label="受委托单位" />
                    <Text row={row.name} name="commission" label="委托书编号" />
                    <Text row={row.name} name="scope" label="工作范围" />
                    <Text row={row.name} name="people" label="随行人员" optional />
                  </div>
                  <Attached list="thirdParties" row={row.name} label="委托书扫描件" />
                  <Button onClick={() => remove(row.name)}>去掉这个第三方</Button>
                </div>
              ))}
              <Button onClick={() => add(party)}>增加第三方</Button>
            </>
          )}
        </Form.List>
      </fieldset>
      <fieldset className="plain-set">
        <legend>采用的鉴定、检测和专家意见</legend>
        <Form.List name="opinions">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row) => (
                <div key={row.key} className="help-row">
                  <div className="form-grid">
                    <Text row={row.name} name="by" label="出具单位或专家" />
                    <Text row={row.name} name="about" label="意见内容" />
                  </div>
                  <Attached list="opinions" row={row.name} label="意见书扫描件" />
                  <Button onClick={() => remove(row.name)}>去掉这份意见</Button>
                </div>
              ))}
              <Button onClick={() => add(opinion)}>增加鉴定或专家意见</Button>
            </>
          )}
        </Form.List>
      </fieldset>
    </>
  );
}

function Text(props: { row: number; name: string; label: string; optional?: boolean }) {
  const { row, name, label, optional } = props;
  return (
    <Form.Item
      name={[row, name]}
      label={label}
      rules={optional ? [] : [{ required: true, whitespace: true, message: `请填写${label}` }]}
    >
      <Input />
    </Form.Item>
  );
}

/** Attached asks for the paper, and says which one is kept already. */
function Attached({ list, row, label }: { list: string; row: number; label: string }) {
  return (
    <Flex vertical>
      <Form.Item name={[row, 'file']} hidden>
        <Input />
      </Form.Item>
      <Form.Item name={[row, 'fileName']} hidden>
        <Input />
      </Form.Item>
      <Form.Item noStyle dependencies={[[list, row, 'fileName']]}>
        {({ getFieldValue }) => {
          const kept: string = getFieldValue([list, row, 'fileName']) ?? '';
          return (
            <Form.Item
              name={[row, 'path']}
              label={label}
              extra={kept && `已附：${kept}，另选即替换`}
              rules={kept ? [] : [{ required: true, message: `请附${label}` }]}
            >
              <FilePick kind="scan" label={label} />
            </Form.Item>
          );
        }}
      </Form.Item>
    </Flex>
  );
}
