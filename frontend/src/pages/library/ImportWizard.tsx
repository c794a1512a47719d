import { Button, Flex, Form, Radio, Result, Steps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type HeaderRow, type ImportKind, type ImportReport, Library } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { FilePick } from '../../components/FilePick';
import { PageHeader } from '../../components/PageHeader';
import { go, href } from '../../lib/route';
import { found } from './columns';
import { ImportPreview } from './ImportPreview';
import { kindAfter, kindOf, kinds } from './kinds';
import { SaveProblems } from './SaveProblems';

interface Choice {
  kind: ImportKind;
  path: string;
}

type Stage =
  | { at: 'choose' }
  | { at: 'preview'; report: ImportReport; header: HeaderRow }
  | { at: 'done'; report: ImportReport };

/** ImportWizard brings a table in: choose the file, look at what would happen, import. */
export function ImportWizard() {
  const [choice, setChoice] = useState<Choice>({ kind: kinds[0].kind, path: '' });
  const [stage, setStage] = useState<Stage>({ at: 'choose' });
  const section = useRef<HTMLElement>(null);
  const first = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step takes the focus
  useEffect(() => {
    if (!first.current) section.current?.focus();
    first.current = false;
  }, [stage.at]);

  const preview = async (wanted: Choice) => {
    setChoice(wanted);
    const report = await Library.Preview(wanted.kind, wanted.path.trim(), found);
    setStage({ at: 'preview', report, header: found });
  };
  const again = (kind: ImportKind) => {
    setChoice({ kind, path: '' });
    setStage({ at: 'choose' });
  };

  const step = { choose: 0, preview: 1, done: 2 }[stage.at];
  return (
    <>
      <PageHeader title="从表格导入" note="支持 xlsx、xls 和 csv；先预览，确认后才入库。">
        <a href={href('library', kindOf(choice.kind).list)}>返回一单两库</a>
      </PageHeader>
      <Steps
        className="wizard-steps"
        size="small"
        current={step}
        items={[{ title: '选择文件' }, { title: '预览核对' }, { title: '导入完成' }]}
      />
      <section
        ref={section}
        tabIndex={-1}
        className="wizard"
        aria-label={kindOf(choice.kind).label}
      >
        {stage.at === 'choose' && (
          <ActionForm<Choice>
            initial={choice}
            submit="预览"
            onSubmit={preview}
            alias={{ file: 'path' }}
          >
            <Form.Item name="kind" label="表格种类">
              <Radio.Group className="radio-lines">
                {kinds.map((k) => (
                  <Radio key={k.kind} value={k.kind}>
                    {k.label}
                    <span className="quiet">{k.about}</span>
                  </Radio>
                ))}
              </Radio.Group>
            </Form.Item>
            <Form.Item
              name="path"
              label="表格文件"
              rules={[{ required: true, message: '请选择表格文件' }]}
            >
              <FilePick kind="sheet" label="表格文件" />
            </Form.Item>
          </ActionForm>
        )}
        {stage.at === 'preview' && (
          <ImportPreview
            kind={choice.kind}
            path={choice.path.trim()}
            report={stage.report}
            at={stage.header}
            onRead={(report, header) => setStage({ at: 'preview', report, header })}
            onBack={() => setStage({ at: 'choose' })}
            onDone={(report) => setStage({ at: 'done', report })}
          />
        )}
        {stage.at === 'done' && (
          <Result
            status="success"
            title={`${kindOf(choice.kind).label}已导入`}
            subTitle={summaryOf(stage.report)}
            extra={
              <Flex gap="small" justify="center" wrap>
                <Button type="primary" onClick={() => again(kindAfter(choice.kind).kind)}>
                  继续导入
                </Button>
                <Button onClick={() => go('library', kindOf(choice.kind).list)}>查看清单</Button>
                <SaveProblems kind={choice.kind} path={choice.path.trim()} report={stage.report} />
              </Flex>
            }
          />
        )}
      </section>
    </>
  );
}

function summaryOf(r: ImportReport): string {
  const done = `新增 ${r.added} 行，变更 ${r.changed} 行，与库中相同 ${r.same} 行`;
  return r.bad > 0 ? `${done}；有问题的 ${r.bad} 行没有导入` : done;
}
