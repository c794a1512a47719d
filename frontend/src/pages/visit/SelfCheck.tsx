import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { AppError } from '../../api/error';
import { Visit } from '../../api/generated';
import { ConfirmModal } from '../../components/ConfirmModal';
import { CaseCheck } from './CaseCheck';
import { focusPath, useVisit } from './context';
import { shorten, type Tab, tabOf } from './paths';

/** SelfCheck lists what keeps the visit from finishing (案卷自查); each line leads to its field. */
export function SelfCheck({ onTab }: { onTab: (tab: Tab) => void }) {
  const { data, form, reopen } = useVisit();
  const [asking, setAsking] = useState(false);
  const { problems } = data;
  const finish = async () => {
    if (!(await form.flush()))
      throw new AppError({
        code: 'refused',
        message: '还有没存上的内容，没有结束检查',
        hint: '先处理标出的栏目，再结束检查',
      });
    await Visit.Finish(data.visit.id);
    reopen();
  };
  return (
    <aside className="self-check" aria-label="案卷自查">
      <Flex justify="space-between" align="center">
        <h2>案卷自查</h2>
        <span role="status">{problems.length > 0 ? `尚缺 ${problems.length} 处` : '已齐'}</span>
      </Flex>
      <ol>
        {shorten(problems, data.matters).map((p) => (
          <li key={p.field + p.message}>
            <Button
              type="link"
              onClick={() => {
                onTab(tabOf(p.field));
                focusPath(p.field);
              }}
            >
              <span>
                {p.message} <Typography.Text type="secondary">（{p.article}）</Typography.Text>
              </span>
            </Button>
          </li>
        ))}
      </ol>
      <CaseCheck
        visit={data.visit.id}
        round={data}
        onJump={(field) => {
          onTab(tabOf(field));
          focusPath(field);
        }}
      />
      <Button type="primary" block onClick={() => setAsking(true)}>
        结束检查
      </Button>
      <ConfirmModal
        open={asking}
        title="结束检查"
        okText="结束检查"
        onClose={() => setAsking(false)}
        onOk={finish}
      >
        结束后检查记录不再改动，随后制作文书、签字归档。需要补充的，只能另作补充笔录或情况说明。
      </ConfirmModal>
    </aside>
  );
}
