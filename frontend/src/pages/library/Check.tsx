import { Button, Flex, InputNumber, Table, type TableColumnsType } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type FaultCount, Library } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { InspectorDrawer } from './InspectorDrawer';
import { InspectorTable } from './InspectorTable';
import { SubjectDrawer } from './SubjectDrawer';
import { SubjectTable } from './SubjectTable';

/** Check is the look-over of both registers (库况检查): how many rows need attention, and which. */
export function Check() {
  const { info } = useSession();
  const [soon, setSoon] = useState(30);
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<FaultCount>();
  const [shown, setShown] = useState('');
  const [note, say] = useDone();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a chosen fault is shown at once
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'start' });
    list.current?.focus({ preventScroll: true });
  }, [chosen?.fault]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(() => Library.Check(soon), [soon, version]);
  const { data, error, loading, reload } = useLoad(load);
  const changed = () => setVersion((n) => n + 1);
  const columns: TableColumnsType<FaultCount> = [
    {
      key: 'noun',
      title: '名录库',
      width: 160,
      render: (_, c) => (c.noun === 'subject' ? '检查对象' : '执法检查人员'),
    },
    {
      key: 'label',
      title: '问题',
      render: (_, c) =>
        c.count === 0 ? (
          c.label
        ) : (
          <Button
            type="link"
            className="row-link"
            onClick={() => setChosen(c)}
            aria-pressed={chosen?.fault === c.fault}
          >
            {c.label}
          </Button>
        ),
    },
    { key: 'count', title: '数量', dataIndex: 'count', align: 'right', width: 120 },
  ];
  const filter = chosen ? { fault: chosen.fault, soon } : {};
  const shared = {
    label: chosen?.label,
    filter,
    version,
    onShow: setShown,
    empty: '没有这样的记录了。',
  };
  return (
    <>
      {note}
      <Flex gap="small" align="center" wrap className="table-tools">
        <label htmlFor="check-soon">即将到期指</label>
        <InputNumber
          id="check-soon"
          min={1}
          max={730}
          precision={0}
          value={soon}
          suffix="天以内"
          onChange={(v) => v && setSoon(v)}
        />
        {info.actor.role === 'office' && (
          <ExportButton
            label="导出库况检查"
            note="汇总一张，检查对象和执法检查人员各一张，每个问题一行。"
            name="库况检查.xlsx"
            onExport={(out) => Library.SaveCheck(soon, out)}
            onDone={say}
          />
        )}
      </Flex>
      <ErrorAlert error={error} onRetry={reload} />
      <Table<FaultCount>
        size="small"
        aria-label="库况检查"
        columns={columns}
        dataSource={data?.counts}
        loading={loading}
        rowKey="fault"
        pagination={false}
      />
      {chosen ? (
        <div className="after-block" ref={list} tabIndex={-1}>
          <h2>{chosen.label}</h2>
          {chosen.noun === 'subject' ? (
            <SubjectTable {...shared} />
          ) : (
            <InspectorTable {...shared} />
          )}
        </div>
      ) : (
        <p className="quiet">点开一个问题，下面列出有这个问题的记录，逐条打开处理。</p>
      )}
      <SubjectDrawer
        id={chosen?.noun === 'subject' ? shown : ''}
        onClose={() => setShown('')}
        onChanged={changed}
      />
      <InspectorDrawer
        id={chosen?.noun === 'inspector' ? shown : ''}
        onClose={() => setShown('')}
        onChanged={changed}
      />
    </>
  );
}
