import { Alert, Flex } from 'antd';
import type { Drawing, Task } from '../../api/generated';
import { href } from '../../lib/route';
import { useKeepFocus } from '../../lib/useKeepFocus';
import { Again } from './Again';
import { Attempts } from './Attempts';
import { Freeze } from './Freeze';
import { Outcome } from './Outcome';
import { Resume } from './Resume';
import { Reveal } from './Reveal';
import { type PurposeName, stageOf } from './stage';
import { Witness } from './Witness';

interface Props {
  task: Task;
  purpose: PurposeName;
  /** draws are the attempts for this purpose, oldest first. */
  draws: Drawing[];
  onDone: (text: string) => void;
}

/** Purpose is one draw from freezing to the result, with its earlier attempts under it. */
export function Purpose({ task, purpose, draws, onDone }: Props) {
  const stage = stageOf(task, purpose, draws, href('task', task.id));
  const part = useKeepFocus<HTMLDivElement>(`${stage.at} ${draws.length}`);
  return (
    <Flex ref={part} tabIndex={-1} vertical gap="middle" className="part">
      {stage.at === 'elsewhere' && (
        <Alert
          type="info"
          showIcon
          title={stage.why}
          action={<a href={stage.href}>{stage.link}</a>}
        />
      )}
      {stage.at === 'waiting' && <Alert type="info" showIcon title={stage.why} />}
      {stage.at === 'freeze' && (
        <Again after={stage.after} onDone={onDone}>
          <Freeze task={task} purpose={purpose} attempt={stage.attempt} onDone={onDone} />
        </Again>
      )}
      {stage.at === 'stated' && <Witness draw={stage.draw} onDone={onDone} />}
      {stage.at === 'witnessed' && <Reveal draw={stage.draw} onDone={onDone} />}
      {stage.at === 'revealed' && <Resume draw={stage.draw} onDone={onDone} />}
      {stage.at === 'done' && (
        <Outcome task={task} draw={stage.draw} attempts={draws.length} onDone={onDone} />
      )}
      {draws.length > 0 && <Attempts of={draws} />}
    </Flex>
  );
}
