import { Alert, Card, Flex, Typography } from 'antd';
import { Draw, type Drawing, type Task } from '../../api/generated';
import { Details } from '../../components/DetailDrawer';
import { Digest } from '../../components/Digest';
import { ExportButton } from '../../components/ExportButton';
import { IssuePaper } from '../../components/IssuePaper';
import { formatInstant } from '../../lib/clock';
import { nextStep } from '../../lib/next';
import { Winners } from '../task/Winners';
import { Matched } from './Matched';
import { Opening } from './Opening';

interface Props {
  task: Task;
  draw: Drawing;
  attempts: number;
  onDone: (text: string) => void;
}

/** Outcome is the result of a draw, its files for others, and how anybody replays it. */
export function Outcome({ task, draw, attempts, onDone }: Props) {
  const next = nextStep(task);
  const subjects = draw.purpose === 'subjects';
  const name = `${subjects ? '抽取检查对象' : '匹配检查人员'} ${task.no}`;
  const pack = (open: boolean) => async (out: string) => {
    await Draw.Package(draw.id, open, out);
  };
  return (
    <Flex vertical gap="middle">
      <Alert
        type="success"
        showIcon
        title={`第 ${draw.attempt} 次抽取，共 ${attempts} 次：已出结果，不能重抽`}
        action={next && <a href={next.href}>下一步：{next.text}</a>}
      />
      {subjects ? <Winners task={task} /> : <Matched task={task} />}
      <Card size="small" title="抽取材料与重算">
        <Flex vertical gap="middle">
          <Details
            of={[
              { label: '声明摘要', value: <Digest value={draw.statement} /> },
              {
                label: '见证',
                value: `${draw.witness}，${draw.witnessHow}，检查点 ${draw.checkpoint}`,
              },
              { label: '公共随机输入', value: `${draw.publicInput}（${draw.source}）` },
              { label: '随机种子', value: <Digest value={draw.seed} /> },
              { label: '抽取时间', value: draw.drawnAt && formatInstant(draw.drawnAt) },
            ]}
          />
          <Flex gap="small" wrap>
            <ExportButton
              label="导出公开包"
              note="只含代号、抽签值和结果，可随公告公开；不含名录内容和排除原因。"
              name={`${name} 公开.zip`}
              signed
              onExport={pack(true)}
              onDone={onDone}
            />
            <ExportButton
              label="导出内部包"
              note="另含代号与名录的对应、抽取前排除的对象和原因，仅供内部监督。"
              name={`${name} 内部.zip`}
              signed
              onExport={pack(false)}
              onDone={onDone}
            />
            <Opening draw={draw} />
            <IssuePaper kind="draw-record" name="随机抽取记录" of={draw.id} onDone={onDone} />
          </Flex>
          <Replay />
        </Flex>
      </Card>
    </Flex>
  );
}

/** Replay tells anybody how to compute the draw again, with this program or without it. */
function Replay() {
  return (
    <section aria-label="怎样重算">
      <Typography.Title level={3} className="section-title">
        任何人都可以重算
      </Typography.Title>
      <ol className="replay">
        <li>解开公开包，核对 data/draw/statement.json 的 SHA-256 与见证人留存的声明摘要相同。</li>
        <li>
          不用本程序：在 data/draw 文件夹运行 <code>python3 replay.py</code>，脚本随包提供，只用
          Python 自带的功能。
        </li>
        <li>
          用本程序：在“随机抽取”页的“核验并重算一次抽取”中选择公开包；或运行{' '}
          <code>ssj draw verify 公开包.zip</code>，不需要工作区。
        </li>
      </ol>
    </section>
  );
}
