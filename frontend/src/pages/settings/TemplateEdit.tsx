import { Button, Drawer, Flex, Input, Spin } from 'antd';
import { useCallback, useId, useRef, useState } from 'react';
import type { AppError } from '../../api/error';
import { Template } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';
import { PaperView } from '../../components/PaperView';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { Reason } from './Reason';
import { lineSpan } from './template';

interface Props {
  /** kind is whose wording is changed, '' for a new form. */
  kind: string;
  title: string;
  /** may: whoever is signed in loads templates here. */
  may: boolean;
  onClose: () => void;
  onLoaded: (text: string) => void;
}

const TODAY = -1;

/** TemplateEdit changes the wording of a kind of document: check, preview, hand in to 法制. */
export function TemplateEdit(props: Props) {
  const { kind, title, may, onClose } = props;
  const load = useCallback(
    async () => (kind ? (await Template.Show(kind, TODAY)).text : Template.Starter()),
    [kind],
  );
  const { data, error, reload } = useLoad(load);
  return (
    <Drawer
      title={may && kind ? `改写式样：${title}` : title}
      open
      onClose={onClose}
      size={920}
      destroyOnHidden
    >
      <ErrorAlert error={error} onRetry={reload} />
      {data === undefined ? (
        !error && <Spin description="正在打开" />
      ) : (
        <Editor {...props} begin={data} />
      )}
    </Drawer>
  );
}

function Editor({ title, may, begin, onLoaded }: Props & { begin: string }) {
  const [text, setText] = useState(begin);
  const [preview, setPreview] = useState('');
  const [asking, setAsking] = useState(false);
  const [done, say] = useDone();
  const area = useRef<HTMLDivElement>(null);
  const id = useId();

  /** show puts the cursor on the line at fault. */
  const show = (error: AppError) => {
    const span = lineSpan(text, Number(error.ref));
    const box = area.current?.querySelector('textarea');
    if (!span || !box) return;
    box.focus();
    box.setSelectionRange(span.from, span.to);
    box.scrollTop = (Number(error.ref) - 6) * Number.parseFloat(getComputedStyle(box).lineHeight);
  };
  const check = useAction(async () => {
    const t = await Template.Check(text);
    say(`${t.name}：写法正确，${t.fields.length} 个栏目`);
  });
  const see = useAction(async (blank: boolean) => setPreview(await Template.Preview(text, blank)));
  const read = useAction(async (path: string) => setText(await Template.ReadFile(path)));
  const error = check.error ?? see.error ?? read.error;
  return (
    <Flex vertical gap="middle">
      {may && (
        <div>
          <label htmlFor={`${id}-file`}>读入式样文件（可以不读，直接在下面改）</label>
          <FilePick
            id={`${id}-file`}
            kind="template"
            label="式样文件"
            onChange={(path) => path.toLowerCase().match(/\.ya?ml$/) && read.run(path)}
          />
        </div>
      )}
      <div ref={area}>
        <label htmlFor={id}>式样文字</label>
        <Input.TextArea
          id={id}
          className="code-text"
          rows={18}
          wrap="off"
          readOnly={!may}
          spellCheck={false}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
      </div>
      {done}
      <ErrorAlert error={error} />
      <Flex gap="small" wrap>
        {may && (
          <Button type="primary" onClick={() => setAsking(true)}>
            提交法制员批准
          </Button>
        )}
        <Button
          loading={check.running}
          onClick={() => {
            see.clear();
            read.clear();
            check.run();
          }}
        >
          检查写法
        </Button>
        <Button loading={see.running} onClick={() => see.run(false)}>
          预览
        </Button>
        <Button loading={see.running} onClick={() => see.run(true)}>
          预览空白格式
        </Button>
        {error && Number(error.ref) > 0 && (
          <Button onClick={() => show(error)}>到第 {error.ref} 行</Button>
        )}
      </Flex>
      <PaperView title={`预览：${title}`} sha256={preview} onClose={() => setPreview('')} />
      <FormDialog<{ reason: string }>
        title="提交法制员批准"
        note="提交后由另一人（法制员）批准并定施行日期；同一文书尚未批准的一版随之撤回。"
        open={asking}
        onClose={() => setAsking(false)}
        initial={{ reason: '' }}
        submit="提交"
        onSubmit={async ({ reason }) => {
          const v = await Template.Load(text, reason);
          onLoaded(`${v.name}第${v.version}版已提交，待法制员批准`);
        }}
      >
        <Reason label="改了什么，依据什么" />
      </FormDialog>
    </Flex>
  );
}
