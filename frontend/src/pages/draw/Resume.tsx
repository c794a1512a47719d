import { Alert, Button, Flex } from 'antd';
import { Draw, type Drawing } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useAction } from '../../lib/useAction';

/** Resume finishes a draw that was interrupted after its public input was committed. */
export function Resume({ draw, onDone }: { draw: Drawing; onDone: (text: string) => void }) {
  const resume = useAction(async () => {
    await Draw.Resume(draw.id);
    onDone('抽取已完成');
  });
  return (
    <Flex vertical gap="small">
      <Alert
        type="warning"
        showIcon
        title="公共随机输入已经提交，结果还没有算出"
        description={`程序可能在计算时中断。公共随机输入 ${draw.publicInput} 不会改变，继续即可得到唯一的结果。`}
        action={
          <Button type="primary" loading={resume.running} onClick={() => resume.run()}>
            继续计算结果
          </Button>
        }
      />
      <ErrorAlert error={resume.error} />
    </Flex>
  );
}
