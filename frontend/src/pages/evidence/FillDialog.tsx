import { Checkbox, Form, Input } from 'antd';
import {
  Evidence,
  type StationList,
  type StationMatch,
  type StationWaiting,
} from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { formatInstant, formatTime } from '../../lib/clock';
import { sizeText } from '../../lib/size';

interface Props {
  waiting: StationWaiting | undefined;
  list: StationList;
  path: string;
  ahead: number;
  onClose: () => void;
  onDone: (text: string) => void;
}

interface Values {
  rows: number[];
  reason: string;
}

/** FillDialog lets a person decide which files of the list a recording is; what agrees in all is chosen beforehand. */
export function FillDialog({ waiting, list, path, ahead, onClose, onDone }: Props) {
  if (!waiting) return null;
  const { evidence: e, candidates, subject } = waiting;
  return (
    <FormDialog<Values>
      open
      width={760}
      title={`回填：${subject}`}
      note={`现场登记：记录仪 ${e.recorder}，${e.officer}佩戴，${e.step}，${formatInstant(e.from)}${e.to && ` 至 ${formatTime(e.to)}`}。一段录像被切成几个文件的，可选几个。`}
      initial={{ rows: candidates.filter((c) => c.sound).map((c) => c.file.row), reason: '' }}
      submit="认定并回填"
      onClose={onClose}
      onSubmit={async ({ rows, reason }) => {
        const filled = await Evidence.Fill({
          evidence: e.id,
          path,
          sha256: list.sha256,
          rows,
          ahead,
          reason,
        });
        onDone(`已回填“${subject}”的录像：${filled.map((x) => x.name).join('、')}。`);
      }}
    >
      <Form.Item name="rows" label="清单中的文件">
        <Checkbox.Group
          className="fill-choices"
          options={candidates.map((c) => ({ value: c.file.row, label: <Line of={c} /> }))}
        />
      </Form.Item>
      <Form.Item name="reason" label="不完全相符时，认定的理由">
        <Input placeholder="例如：佩戴人临时调换，组长核对画面确认" />
      </Form.Item>
    </FormDialog>
  );
}

function Line({ of: c }: { of: StationMatch }) {
  const times = `${formatInstant(c.from).slice(5)}${c.to && ` 至 ${formatTime(c.to)}`}`;
  return (
    <>
      <strong>{c.file.name}</strong>　{times}
      {c.file.size > 0 && `　${sizeText(c.file.size)}`}
      <span className="under">{c.why.join('，')}</span>
    </>
  );
}
