import { Button, Empty, Flex, Table, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import {
  type ConflictField,
  type ConflictSide,
  type ConflictView,
  Dispatch,
} from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { formatInstant } from '../../lib/clock';
import { href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { DecideConflict } from './DecideConflict';

const waiting = () => Dispatch.Conflicts(false);
const decided = () => Dispatch.Conflicts(true);

/** Conflicts lists the versions that wait for a named person's decision, and what was decided. */
export function Conflicts() {
  const { role } = useSession().info.actor;
  const open = useLoad(waiting);
  const past = useLoad(decided);
  const [deciding, setDeciding] = useState<ConflictView>();
  const [done, say] = useDone();
  const decides = role === 'office' || role === 'deputy' || role === 'head';
  const columns: TableColumnsType<ConflictView> = [
    { key: 'noun', title: '种类', dataIndex: 'nounLabel', className: 'nowrap' },
    { key: 'name', title: '名称', dataIndex: 'name' },
    { key: 'head', title: '现有版本', render: (_, v) => sideText(v.head) },
    { key: 'other', title: '另一版本', render: (_, v) => sideText(v.other) },
    { key: 'why', title: '情况', render: (_, v) => v.fork.decided || v.fork.reason },
  ];
  return (
    <Flex vertical gap="middle">
      <Typography.Paragraph>
        同一内容在两处各有改动，或授权不包括的版本，都留存在这里，由负责人裁定以哪一个为准；裁定之前以现有版本为准，哪一个都不删除。现场的更正建议与名录库后来的修改矛盾的，在
        <a className="text-link" href={href('library', 'suggestions')}>
          一单两库的更正建议
        </a>
        中裁定。
      </Typography.Paragraph>
      {done}
      <ErrorAlert error={open.error} onRetry={open.reload} />
      <section aria-label="待裁定的冲突">
        <Table<ConflictView>
          size="small"
          rowKey={(v) => v.fork.digest}
          loading={open.loading}
          dataSource={open.data}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          expandable={{
            columnTitle: '比对',
            columnWidth: 64,
            expandedRowRender: (v) => <Fields of={v.fields} />,
          }}
          locale={{
            emptyText: (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有待裁定的冲突" />
            ),
          }}
          columns={[
            ...columns,
            {
              key: 'do',
              title: '操作',
              width: 72,
              render: (_, v) =>
                decides && (
                  <Button type="link" className="row-link" onClick={() => setDeciding(v)}>
                    裁定
                  </Button>
                ),
            },
          ]}
        />
      </section>
      {(past.data?.length ?? 0) > 0 && (
        <section aria-label="已裁定的冲突">
          <Typography.Title level={2} className="section-title">
            已裁定
          </Typography.Title>
          <Table<ConflictView>
            size="small"
            rowKey={(v) => v.fork.digest}
            dataSource={past.data}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            columns={columns}
          />
        </section>
      )}
      <DecideConflict
        of={deciding}
        onClose={() => setDeciding(undefined)}
        onSaved={(text) => {
          setDeciding(undefined);
          say(text);
          open.reload();
          past.reload();
        }}
      />
    </Flex>
  );
}

function sideText(s: ConflictSide): string {
  return s.at === '' ? '（没有）' : `${s.person}（${s.role}）${formatInstant(s.at)}`;
}

function Fields({ of }: { of: ConflictField[] }) {
  return (
    <Table<ConflictField>
      size="small"
      rowKey="label"
      dataSource={of}
      pagination={false}
      columns={[
        { key: 'label', title: '不同之处', dataIndex: 'label', width: 120 },
        { key: 'head', title: '现有版本', dataIndex: 'head', className: 'wide-cell' },
        { key: 'other', title: '另一版本', dataIndex: 'other', className: 'wide-cell' },
      ]}
    />
  );
}
