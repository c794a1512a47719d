import { Button, Flex, Form, type FormInstance, Input, Radio, Select } from 'antd';
import type { FieldMember } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { blankMember, type FieldValues } from './fieldcheck';

interface Props {
  form: FormInstance<FieldValues>;
  /** known are the people whom this laptop has met. */
  known: FieldMember[];
}

/** MemberRows asks who inspects: two or more, each as on their certificate, one of them the leader (art. 15). */
export function MemberRows({ form, known }: Props) {
  const take = (badge: string) => {
    const found = known.find((m) => m.badge === badge);
    const members = [...form.getFieldsValue().members];
    if (!found || members.some((m) => m?.badge === badge)) return;
    const at = members.findIndex((m) => !m?.name);
    if (at < 0) members.push(found);
    else members[at] = found;
    form.setFieldsValue({ members });
  };
  return (
    <fieldset className="plain-set">
      <legend>检查人员（不少于两名，选定一人为组长）</legend>
      {known.length > 0 && (
        <Select
          className="wide"
          aria-label="选用本机已知的人员"
          placeholder="选用本机已知的人员，或在下面照证件填写"
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          onChange={take}
          options={known.map((m) => ({
            value: m.badge,
            label: `${m.name}（${m.badge}，${m.department}）`,
          }))}
        />
      )}
      <Form.Item name="leader" noStyle>
        <Radio.Group className="member-rows">
          <Form.List name="members">
            {(rows, { add, remove }) => (
              <>
                {rows.map((row) => (
                  <Flex key={row.key} gap="small" align="flex-start" wrap>
                    <Cell row={row.name} name="name" label="姓名" />
                    <Cell row={row.name} name="badge" label="警号" />
                    <Cell row={row.name} name="department" label="部门" optional />
                    <Cell row={row.name} name="certNo" label="执法证号" />
                    <Form.Item
                      name={[row.name, 'certUntil']}
                      label="证件有效期至"
                      rules={[{ required: true, message: '请填写有效期' }]}
                    >
                      <DateField />
                    </Form.Item>
                    <Radio value={String(row.name)} className="member-lead">
                      组长
                    </Radio>
                    {rows.length > 2 && (
                      <Button
                        className="member-lead"
                        aria-label={`去掉第 ${row.name + 1} 名检查人员`}
                        onClick={() => remove(row.name)}
                      >
                        去掉
                      </Button>
                    )}
                  </Flex>
                ))}
                <Button onClick={() => add(blankMember)}>增加检查人员</Button>
              </>
            )}
          </Form.List>
        </Radio.Group>
      </Form.Item>
    </fieldset>
  );
}

function Cell(props: { row: number; name: string; label: string; optional?: boolean }) {
  const { row, name, label, optional } = props;
  return (
    <Form.Item
      name={[row, name]}
      label={label}
      rules={optional ? [] : [{ required: true, whitespace: true, message: `请填写${label}` }]}
    >
      <Input autoComplete="off" placeholder={optional ? '同实施部门' : undefined} />
    </Form.Item>
  );
}
