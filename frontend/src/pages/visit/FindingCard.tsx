import { Button } from 'antd';
import { type AnswerValue, MeasureLabels } from '../../api/generated';
import { useField } from '../../lib/useAutosave';
import { Choice } from './Choice';
import { choose, useVisit } from './context';
import { AreaField, DayField, Frame, TextField } from './fields';
import { Notes } from './Notes';

const measures = Object.entries(MeasureLabels).map(([value, label]) => ({ value, label }));

/** Measures that need their reason or destination in words (art. 19). */
const explained = ['none', 'educate', 'onspot', 'transfer', 'penalty'];

interface Props {
  id: string;
  /** line is the checklist line it is bound to. */
  line: string;
  answered: string;
}

/** FindingCard is one problem found, with the measure taken and its deadline (art. 19). */
export function FindingCard({ id, line, answered }: Props) {
  const { form, data } = useVisit();
  const paper = data.papers.find((p) => p.finding === id);
  const path = (field: string) => `finding/${id}/${field}`;
  const measure = useField(form, path('measure')).value;
  return (
    <fieldset className="finding">
      <legend>发现的问题：{line}</legend>
      {answered !== ('no' satisfies AnswerValue) && (
        <p className="field-wrong">该项现在不是“不符合”。问题不成立的，请删除这条问题。</p>
      )}
      <AreaField path={path('description')} label="问题情况" placeholder="何处、何物、何种情形" />
      <Frame path={path('measure')} label="监管措施">
        <Choice path={path('measure')} label="监管措施" options={measures} numbered />
      </Frame>
      <div className="field-row">
        {measure === 'correct' && <DayField path={path('deadline')} label="整改期限" />}
        {measure === 'correct' && (
          <DayField path={path('recheck')} label="复查日期（不填即期限届满日）" />
        )}
        <TextField
          path={path('measureNote')}
          label={explained.includes(measure) ? '理由、去向或决定书文号（必填）' : '补充说明'}
        />
      </div>
      {paper && (
        <p className="due-paper">
          随附文书：{paper.name}
          {paper.missing.length > 0
            ? `　还缺：${paper.missing.join('、')}`
            : paper.kind && '　内容已齐，结束检查后制作'}
        </p>
      )}
      <Notes finding={id} of={line} />{' '}
      <Button size="small" danger onClick={() => choose(form, path('deleted'), '1')}>
        删除这条问题
      </Button>
    </fieldset>
  );
}
