import { Button, Drawer, Flex, Spin, Tag } from 'antd';
import { useCallback } from 'react';
import { type DocKind, Paper, type PaperForm, type TemplateField } from '../../api/generated';
import { Details } from '../../components/DetailDrawer';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PhraseKeys } from '../../components/PhraseKeys';
import { Autosave } from '../../lib/autosave';
import { useAction } from '../../lib/useAction';
import { useAutosave } from '../../lib/useAutosave';
import { useLoad } from '../../lib/useLoad';
import { FormContext } from '../visit/context';
import { AreaField, DayField, MinuteField, TextField } from '../visit/fields';
import { BlankHistory } from './BlankHistory';
import { ChoiceField, RowsField } from './blanks';

interface Props {
  kind: DocKind;
  /** of is the id of what it is issued for. */
  of: string;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** FillPaper fills in one document beside the page; what is typed is kept while it is typed. */
export function FillPaper({ kind, of, onClose, onDone }: Props) {
  const load = useCallback(() => Paper.Form(kind.kind, of), [kind, of]);
  const { data, error, reload } = useLoad(load);
  return (
    <Drawer title={`填写${kind.name}`} open onClose={onClose} size={760}>
      <ErrorAlert error={error} onRetry={reload} />
      {data ? <Blanks data={data} onDone={onDone} /> : !error && <Spin description="正在打开" />}
    </Drawer>
  );
}

/** autosaveOf keeps a document's blanks. */
function autosaveOf({ template, ref, fields }: PaperForm): Autosave {
  return new Autosave(
    {
      save: (path, value, rev) => Paper.SaveField(template.kind, ref, path, value, rev),
      latest: async (path) =>
        (await Paper.Form(template.kind, ref)).fields.find((f) => f.path === path),
    },
    fields,
  );
}

function Blanks({ data, onDone }: { data: PaperForm; onDone: (text: string) => void }) {
  const { template, ref, fields } = data;
  const left = useCallback(() => Paper.LeaveForm(template.kind, ref), [template.kind, ref]);
  const form = useAutosave(() => autosaveOf(data), left);
  const issue = useAction(async (blank: boolean) => {
    if (!(await form.flush())) return; // the field says why it was not stored
    const paper = await (blank ? Paper.IssueBlank : Paper.Issue)(template.kind, ref);
    onDone(`已制作：${paper.name} ${paper.number}`);
  });
  const fixed = template.fields.filter((f) => f.fixed);
  return (
    <FormContext value={form}>
      <Flex vertical gap="middle">
        <p className="hint">
          {template.class === '案件文书' && <Tag>案件文书：没有正式文号时印作草稿</Tag>}
          {template.local && <Tag>分局内部表样</Tag>}
          式样依据：{template.source}
          {template.version > 0 && `；按本局式样第${template.version}版`}
        </p>
        <Flex gap="small" wrap align="center">
          <PhraseKeys prefix={`paper/${template.kind}/`} />
          <BlankHistory kind={template.kind} of={ref} form={form} />
        </Flex>
        {fixed.length > 0 && (
          <Details
            of={fixed.map((f) => ({
              label: f.label,
              value: fields.find((x) => x.path === f.key)?.value ?? '',
            }))}
          />
        )}
        {template.fields
          .filter((f) => !f.fixed)
          .map((f) => (
            <Blank key={f.key} field={f} />
          ))}
        <ErrorAlert error={issue.error} />
        <Flex gap="small" wrap>
          <Button type="primary" loading={issue.running} onClick={() => issue.run(false)}>
            制作{template.name}
          </Button>
          <Button loading={issue.running} onClick={() => issue.run(true)}>
            制作空白格式，现场手写
          </Button>
        </Flex>
      </Flex>
    </FormContext>
  );
}

function Blank({ field }: { field: TemplateField }) {
  const props = {
    path: field.key,
    label: field.required ? `${field.label}（必填）` : field.label,
    placeholder: field.hint,
  };
  switch (field.type) {
    case 'text':
      return <AreaField {...props} rows={3} />;
    case 'day':
      return <DayField {...props} />;
    case 'minute':
      return <MinuteField {...props} />;
    case 'choice':
      return <ChoiceField {...props} options={field.options} />;
    case 'rows':
      return <RowsField {...props} columns={field.columns} />;
    default:
      return <TextField {...props} />;
  }
}
