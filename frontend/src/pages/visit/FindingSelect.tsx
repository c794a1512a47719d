import { Select } from 'antd';
import { useFindings, useVisit } from './context';

interface Props {
  id?: string;
  value?: string;
  onChange?: (finding: string) => void;
}

/** FindingSelect chooses the finding that something belongs to, or none. */
export function FindingSelect(props: Props) {
  const { form } = useVisit();
  const findings = useFindings();
  return (
    <Select
      {...props}
      options={[
        { value: '', label: '不对应某个问题' },
        ...findings.map((f) => ({
          value: f.id,
          label: form.view(`finding/${f.id}/description`).value || '（还没有写明情况）',
        })),
      ]}
    />
  );
}
