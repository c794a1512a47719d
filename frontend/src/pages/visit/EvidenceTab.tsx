import { Radio } from 'antd';
import { useState } from 'react';
import { AddEvidence } from './AddEvidence';
import { useVisit } from './context';
import { EvidenceList } from './EvidenceList';
import { PendingEvidence } from './PendingEvidence';
import { ReferEvidence } from './ReferEvidence';
import { StoppedCopies } from './StoppedCopies';

type Way = 'copy' | 'pending' | 'refer';

const ways: { value: Way; label: string }[] = [
  { value: 'copy', label: '添加文件' },
  { value: 'pending', label: '记录仪待回填' },
  { value: 'refer', label: '外部存放、物品' },
];

/** EvidenceTab adds and lists the evidence of an open visit (art. 20, P10). */
export function EvidenceTab() {
  const { data, reload } = useVisit();
  const [way, setWay] = useState<Way>('copy');
  return (
    <>
      <StoppedCopies visit={data.visit.id} round={data} onDone={reload} />
      <div className="toolbar">
        <Radio.Group
          aria-label="登记方式"
          value={way}
          onChange={(e) => setWay(e.target.value)}
          options={ways}
        />
      </div>
      {way === 'copy' && <AddEvidence />}
      {way === 'pending' && <PendingEvidence />}
      {way === 'refer' && <ReferEvidence />}
      <EvidenceList visit={data.visit.id} round={data} reload={reload} />
    </>
  );
}
