import { Form, InputNumber } from 'antd';
import { Paper, type Paper as PaperRow } from '../../api/generated';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';
import { GrowingText } from '../../components/GrowingText';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';

/** A Step is something done with an issued document. */
export type Step = 'save' | 'print' | 'scan' | 'void';

const titles: Record<Step, string> = {
  save: '另存 PDF',
  print: '打印登记',
  scan: '附签字扫描件',
  void: '作废文书',
};

const notes: Record<Step, string> = {
  save: '写出与登记摘要相同的 PDF 文件。',
  print:
    '登记本次打印的份数（附卷、当事人各一份）。再次打印即为补打：另生成每页标明“补打”的 PDF，在“签署登记”中打开。',
  scan: '签字、捺指印后的原件，扫描或拍照归档。归档后不能再作废。',
  void: '作废的文书留存备查，同类文书可以重新制作。',
};

interface Fields {
  path: string;
  copies: number;
  reason: string;
}

interface Props {
  paper: PaperRow;
  step: Step;
  onClose: () => void;
  /** onDone is told what was done. */
  onDone: (text: string) => void;
}

/** PaperSteps is the dialog of one step with a document. */
export function PaperSteps({ paper, step, onClose, onDone }: Props) {
  const { info } = useSession();
  const title = `${paper.name} ${paper.number}`;
  const act = async ({ path, copies, reason }: Fields) => {
    if (step === 'save') {
      await Paper.Save(paper.id, path.trim());
      return onDone(`已另存：${path.trim()}`);
    }
    if (step === 'print') await Paper.Printed(paper.id, copies);
    if (step === 'scan') await Paper.AttachScan(paper.id, path.trim());
    if (step === 'void') await Paper.Void(paper.id, reason);
    onDone(`${title}：${titles[step]}完成`);
  };
  return (
    <FormDialog<Fields>
      open
      title={titles[step]}
      note={`${title}：${notes[step]}`}
      submit={titles[step]}
      initial={{
        path: step === 'save' ? outPath(info.workspace.dir, 'packages', `${title}.pdf`) : '',
        copies: 2,
        reason: '',
      }}
      onSubmit={act}
      onClose={onClose}
    >
      {step === 'save' && (
        <Form.Item name="path" label="保存到" rules={[{ required: true, message: '请填写路径' }]}>
          <SavePick name={`${title}.pdf`} />
        </Form.Item>
      )}
      {step === 'print' && (
        <Form.Item name="copies" label="份数">
          <InputNumber min={1} max={99} precision={0} autoFocus />
        </Form.Item>
      )}
      {step === 'scan' && (
        <Form.Item
          name="path"
          label="扫描件"
          rules={[{ required: true, whitespace: true, message: '请选择扫描件或填写路径' }]}
        >
          <FilePick kind="scan" label="扫描件" />
        </Form.Item>
      )}
      {step === 'void' && (
        <Form.Item
          name="reason"
          label="作废理由"
          rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
        >
          <GrowingText rows={2} autoFocus />
        </Form.Item>
      )}
    </FormDialog>
  );
}
