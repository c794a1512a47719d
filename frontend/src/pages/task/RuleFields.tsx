import { Form, Input, InputNumber } from 'antd';

interface Props {
  /** trades are those of the task, each of which may have a rate of its own. */
  trades: string[];
  byTotal: boolean;
}

/** RuleFields asks for rates of single trades, weights by risk, and a cap for each inspector. */
export function RuleFields({ trades, byTotal }: Props) {
  return (
    <>
      {!byTotal && trades.length > 1 && (
        <>
          <p className="dialog-note">分行业比例：不填的行业按上面的抽取比例。</p>
          <div className="form-grid">
            {trades.map((trade) => (
              <Form.Item key={trade} name={['rule', 'rates', trade]} label={trade}>
                <Input suffix="%" inputMode="decimal" />
              </Form.Item>
            ))}
          </div>
        </>
      )}
      <p className="dialog-note">
        风险权重：1 至 1000 的整数，不填为
        1；写入抽取规则并随抽取记录打印，公开材料只见数字，不见等级。
      </p>
      <div className="form-grid">
        {(['high', 'mid', 'low'] as const).map((grade, i) => (
          <Form.Item key={grade} name={['rule', grade]} label={`${'高中低'[i]}风险权重`}>
            <InputNumber min={1} max={1000} precision={0} placeholder="1" className="wide" />
          </Form.Item>
        ))}
        <Form.Item name={['rule', 'personCap']} label="每名检查人员最多户数">
          <InputNumber min={1} max={1000} precision={0} placeholder="不限" className="wide" />
        </Form.Item>
      </div>
    </>
  );
}
