import { Button, Drawer, Table } from 'antd';
import { useCallback } from 'react';
import { type Change, Visit } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';
import { choose, useVisit } from './context';

interface Props {
  /** path of the field asked about, "" = all, undefined = closed. */
  path: string | undefined;
  onPath: (path: string | undefined) => void;
}

/** Changes is the history of a field, or of the whole visit: who wrote what when; any former text comes back. */
export function Changes({ path, onPath }: Props) {
  return (
    <Drawer
      title="修改历史"
      open={path !== undefined}
      onClose={() => onPath(undefined)}
      size={720}
      destroyOnHidden
    >
      {path !== undefined && <List path={path} onPath={onPath} />}
    </Drawer>
  );
}

function List({ path, onPath }: { path: string; onPath: Props['onPath'] }) {
  const { data, form } = useVisit();
  const load = useCallback(async () => {
    await form.flush();
    return Visit.Changes(data.visit.id, path);
  }, [data.visit.id, form, path]);
  const { data: rows, error, loading, reload } = useLoad(load);
  const label = rows?.[0]?.label;
  return (
    <>
      <p>
        {path ? `栏目：${label ?? '这一栏还没有写过'}　` : '全部栏目　'}
        {path && <Button onClick={() => onPath('')}>看全部栏目</Button>}
      </p>
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Change>
        size="small"
        loading={loading}
        rowKey={(c) => c.path + c.at + c.new}
        dataSource={rows}
        pagination={(rows?.length ?? 0) > 20 && { pageSize: 20, showTotal: (n) => `共 ${n} 处` }}
        locale={{ emptyText: '还没有改动' }}
        columns={[
          {
            key: 'at',
            title: '时间、人员',
            render: (_, c) => (
              <>
                {formatInstant(c.at).slice(5)}
                <br />
                <small>{c.person}</small>
              </>
            ),
          },
          { key: 'label', title: '栏目', dataIndex: 'label', className: 'break' },
          {
            key: 'was',
            title: '原为',
            className: 'break',
            render: (_, c) => c.was || <small>（空）</small>,
          },
          {
            key: 'is',
            title: '改为',
            className: 'break',
            render: (_, c) => (
              <>
                {c.is || <small>（空）</small>}
                {c.kept && <small>（别处同时改动，另存）</small>}
              </>
            ),
          },
          {
            key: 'act',
            title: '操作',
            render: (_, c) =>
              form.view(c.path).value !== c.new && (
                <Button
                  size="small"
                  aria-label={`用这一份：${c.label} ${c.is || '（空）'}`}
                  onClick={() => {
                    choose(form, c.path, c.new);
                    onPath(undefined);
                  }}
                >
                  用这一份
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
