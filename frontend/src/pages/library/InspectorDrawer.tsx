import { Alert, Button, Flex } from 'antd';
import { useCallback, useState } from 'react';
import { type Inspector, Library } from '../../api/generated';
import { useDone } from '../../components/Done';
import { maskId } from '../../lib/mask';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { CardDrawer } from './CardDrawer';
import { type Completions, emptyInspector } from './fields';
import { LeaveTable } from './LeaveTable';
import { RecusalTable } from './RecusalTable';
import { RowForm } from './RowForm';
import { useFields } from './useFields';

interface Props {
  /** id is the row to show, "" for none. */
  id: string;
  completions?: Completions;
  onClose: () => void;
  onChanged: () => void;
}

export const inspectorRequired = ['badge', 'name', 'department'];

/** InspectorDrawer shows a 执法检查人员: everything known, recusals, leave and history; the office changes it here. */
export function InspectorDrawer({ id, completions = {}, onClose, onChanged }: Props) {
  const office = useSession().info.actor.role === 'office';
  const { inspector: fields } = useFields();
  const [note, say] = useDone();
  const [editing, setEditing] = useState(false);
  const load = useLoad(
    useCallback(async () => (id === '' ? undefined : Library.InspectorCard(id)), [id]),
  );
  const card = id !== '' && load.data?.inspector.id === id ? load.data : undefined;
  const i = card?.inspector;
  return (
    <>
      <CardDrawer
        title={i?.name ?? ''}
        open={id !== ''}
        onClose={onClose}
        noun="inspector"
        row={i}
        version={card?.head ?? ''}
        fields={fields}
        load={load}
        show={(f, text) => (f.name === 'idNumber' && text ? maskId(text) : undefined)}
        before={
          i && (
            <>
              {note}
              {i.auxiliary && <Alert type="info" showIcon title="辅警，不得担任执法检查人员" />}
              {i.idNote && <Alert type="warning" showIcon title={`身份证号请核实：${i.idNote}`} />}
              {office && (
                <Flex gap="small">
                  <Button type="primary" onClick={() => setEditing(true)}>
                    修改
                  </Button>
                </Flex>
              )}
            </>
          )
        }
        tabs={[
          {
            key: 'recusals',
            label: `回避关系（${card?.recusals.length ?? 0}）`,
            children: i && <RecusalTable inspector={i} onChanged={load.reload} />,
          },
          {
            key: 'leaves',
            label: `请假（${card?.leaves.length ?? 0}）`,
            children: i && <LeaveTable inspector={i} onChanged={load.reload} />,
          },
        ]}
      />
      <RowForm<Inspector>
        title={`修改执法检查人员：${i?.name ?? ''}`}
        open={editing}
        initial={i ?? emptyInspector}
        fields={fields}
        required={inspectorRequired}
        completions={completions}
        onClose={() => setEditing(false)}
        onSave={async (inspector, reason) => {
          await Library.SaveInspector({ inspector, head: card?.head ?? '', reason });
          setEditing(false);
          say(`已保存：${inspector.name}`);
          load.reload();
          onChanged();
        }}
      />
    </>
  );
}
