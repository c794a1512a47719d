import { AutoComplete, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Evidence, type EvidenceInput } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { FilePick } from '../../components/FilePick';
import { JobProgress } from '../../components/JobProgress';
import { useJob } from '../../lib/useJob';
import { useVisit } from './context';
import { FindingSelect } from './FindingSelect';
import { stepWords } from './record';

/** emptyEvidence is an item of a visit nothing is known of yet. */
export function emptyEvidence(visit: string): EvidenceInput {
  return {
    visit,
    finding: '',
    kind: '',
    step: '',
    officer: '',
    recorder: '',
    from: '',
    to: '',
    note: '',
  };
}

interface Fields {
  path: string;
  step: string;
  finding: string;
  note: string;
}

const blank: Fields = { path: '', step: '检查', finding: '', note: '' };

/** AddEvidence copies a file into the workspace; its digests are taken on the way. */
export function AddEvidence() {
  const { data, reload } = useVisit();
  const [id, setId] = useState<string>();
  const [added, setAdded] = useState(0);
  const [done, say] = useDone();
  const job = useJob(id);
  const state = job?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each job
  useEffect(() => {
    if (state !== 'done') return;
    setAdded((n) => n + 1);
    say('已添加，原件没有改动；摘要见下表。');
    reload();
  }, [id, state]);

  return (
    <section aria-label="添加文件">
      <ActionForm<Fields>
        key={added}
        initial={blank}
        submit="添加文件"
        onSubmit={async ({ path, ...about }) => {
          const item = { ...emptyEvidence(data.visit.id), ...about };
          setId(await Evidence.Add(item, path.trim()));
        }}
      >
        <Form.Item
          name="path"
          label="照片、录音、录像或其他文件"
          rules={[{ required: true, whitespace: true, message: '请选择文件或填写路径' }]}
        >
          <FilePick kind="evidence" label="证据文件" />
        </Form.Item>
        <div className="field-row">
          <Form.Item name="step" label="环节">
            <AutoComplete options={stepWords} />
          </Form.Item>
          <Form.Item name="finding" label="对应的问题">
            <FindingSelect />
          </Form.Item>
          <Form.Item name="note" label="说明">
            <Input />
          </Form.Item>
        </div>
      </ActionForm>
      <div className="after-block">
        {job && job.state !== 'done' && <JobProgress job={job} />}
        {done}
      </div>
    </section>
  );
}
