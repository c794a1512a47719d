import { AutoComplete, Form, Input, Select } from 'antd';
import { Evidence, EvidenceKindLabels } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { emptyEvidence } from './AddEvidence';
import { useVisit } from './context';
import { FindingSelect } from './FindingSelect';
import { stepWords } from './record';

interface Fields {
  kind: string;
  name: string;
  place: string;
  sha256: string;
  step: string;
  finding: string;
  recorder: string;
  note: string;
}

/** ReferEvidence registers what stays elsewhere: a file of another system, or a thing. */
export function ReferEvidence() {
  const { data, reload } = useVisit();
  const [done, say] = useDone();
  return (
    <section aria-label="登记外部存放的证据或物品">
      <ActionForm<Fields>
        key={data.items}
        initial={{
          kind: '物品',
          name: '',
          place: '',
          sha256: '',
          step: '',
          finding: '',
          recorder: '',
          note: '',
        }}
        submit="登记"
        onSubmit={async ({ name, place, sha256, ...about }) => {
          const leader = data.team.members.find((m) => m.inspector === data.team.leader);
          await Evidence.Refer({
            about: { ...emptyEvidence(data.visit.id), ...about, officer: leader?.name ?? '' },
            name,
            place,
            sha256,
            sm3: '',
            size: 0,
          });
          say(`已登记：${name}，存放于${place}。`);
          reload();
        }}
      >
        <div className="field-row">
          <Form.Item name="kind" label="种类">
            <Select
              options={Object.entries(EvidenceKindLabels).map(([value, label]) => ({
                value,
                label,
              }))}
            />
          </Form.Item>
          <Form.Item name="name" label="文件名，或物品名称、数量、特征">
            <Input />
          </Form.Item>
          <Form.Item name="place" label="存放处">
            <Input placeholder="采集站、系统或物证室" />
          </Form.Item>
        </div>
        <div className="field-row">
          <Form.Item name="step" label="取得环节">
            <AutoComplete options={stepWords} />
          </Form.Item>
          <Form.Item name="finding" label="所属问题">
            <FindingSelect />
          </Form.Item>
          <Form.Item name="recorder" label="设备编号（没有的不填）">
            <Input />
          </Form.Item>
          <Form.Item name="sha256" label="SHA-256（没有的不填）">
            <Input />
          </Form.Item>
        </div>
      </ActionForm>
      <div className="after-block">{done}</div>
    </section>
  );
}
