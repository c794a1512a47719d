import { Button, Table } from 'antd';
import { useCallback, useState } from 'react';
import { type Change, Paper } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import type { Autosave } from '../../lib/autosave';
import { formatInstant } from '../../lib/clock';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';

interface Props {
  kind: string;
  /** of is the id of what the document is issued for. */
  of: string;
  form: Autosave;
}

/** BlankHistory takes changes of a document's blanks back, and shows who wrote what when. */
export function BlankHistory({ kind, of, form }: Props) {
  const [said, setSaid] = useState('');
  const [shown, setShown] = useState(false);
  const undo = useAction(async () => {
    await form.flush();
    const u = await Paper.Undo(kind, of);
    for (const f of u.fields) form.adopt(f);
    setSaid(`已撤销：${u.change.label}改回“${u.change.was || '（空）'}”`);
  });
  return (
    <>
      <Button loading={undo.running} onClick={() => undo.run()}>
        撤销最近一处
      </Button>
      <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
        修改历史
      </Button>
      <span role="status" aria-label="撤销结果">
        {said}
      </span>
      <ErrorAlert error={undo.error} />
      {shown && <List kind={kind} of={of} form={form} key={said} />}
    </>
  );
}

function List({ kind, of, form }: Props) {
  const load = useCallback(async () => {
    await form.flush();
    return Paper.Changes(kind, of);
  }, [kind, of, form]);
  const { data, error, loading, reload } = useLoad(load);
  return (
    <div className="wide">
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Change>
        size="small"
        aria-label="修改历史"
        loading={loading}
        dataSource={data?.map((c, i) => ({ ...c, key: i }))}
        pagination={(data?.length ?? 0) > 10 && { pageSize: 10 }}
        locale={{ emptyText: '还没有改动' }}
        columns={[
          {
            key: 'at',
            title: '时间、人员',
            render: (_, c) => `${formatInstant(c.at)} ${c.person}`,
          },
          { key: 'label', title: '栏目', dataIndex: 'label', className: 'break' },
          { key: 'was', title: '原为', className: 'break', render: (_, c) => c.was || '（空）' },
          { key: 'is', title: '改为', className: 'break', render: (_, c) => c.is || '（空）' },
        ]}
      />
    </div>
  );
}
