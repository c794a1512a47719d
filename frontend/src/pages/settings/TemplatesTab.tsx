import { Button, Flex, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Template, type TemplateKind } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { TemplateEdit } from './TemplateEdit';
import { TemplateVersions } from './TemplateVersions';

/** now says which wording of a kind holds today. */
function now(k: TemplateKind) {
  if (k.own > 0) return <Tag color="processing">本局第{k.own}版</Tag>;
  return k.inUse ? <Tag>内置</Tag> : <Tag color="warning">未施行</Tag>;
}

/** TemplatesTab keeps the 文书式样: the built-in ones, and the bureau's own over and beside them. */
export function TemplatesTab() {
  const { data: kinds = [], error, loading, reload } = useLoad(Template.List);
  const [edited, setEdited] = useState<{ kind: string; title: string }>();
  const [shown, setShown] = useState('');
  const [done, say] = useDone();
  const { actor, workspace } = useSession().info;
  const may =
    workspace.kind === 'office' &&
    !workspace.parent &&
    (actor.role === 'office' || actor.role === 'legal');
  const columns: TableColumnsType<TemplateKind> = [
    {
      key: 'name',
      title: '文书',
      render: (_, k) => (
        <>
          {k.name}
          <br />
          <small>{k.kind}</small>
        </>
      ),
    },
    {
      key: 'class',
      title: '类别',
      render: (_, k) => (k.local ? `${k.class}（分局内部表样）` : k.class),
    },
    { key: 'noun', title: '用于', dataIndex: 'noun' },
    {
      key: 'now',
      title: '今天施行的式样',
      render: (_, k) => (
        <>
          {now(k)}
          {k.versions.some((v) => v.state === 'loaded') && <Tag color="warning">有一版待批准</Tag>}
        </>
      ),
    },
    {
      key: 'act',
      title: '办理',
      render: (_, k) => (
        <Flex gap="small">
          <Button
            size="small"
            aria-label={`${may ? '改写' : '查看'}：${k.name}`}
            onClick={() => setEdited({ kind: k.kind, title: k.name })}
          >
            {may ? '改写' : '查看'}
          </Button>
          <Button
            size="small"
            aria-label={`版本：${k.name}`}
            disabled={k.versions.length === 0}
            onClick={() => setShown(k.kind)}
          >
            版本（{k.versions.length}）
          </Button>
        </Flex>
      ),
    },
  ];
  const versions = kinds.find((k) => k.kind === shown);
  return (
    <>
      <p className="dialog-note">
        式样是一份文字，决定文书问什么、印什么。改写后由法制员批准、定期施行；已制作的文书不变；必填内容和签署栏不能减。任务包把批准的式样带到外勤电脑。
      </p>
      {may && (
        <div className="table-tools">
          <Button type="primary" onClick={() => setEdited({ kind: '', title: '新增本局文书' })}>
            新增本局文书
          </Button>
        </div>
      )}
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <Table<TemplateKind>
        size="small"
        columns={columns}
        dataSource={kinds}
        rowKey="kind"
        loading={loading}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 种` }}
        locale={{ emptyText: '没有文书式样' }}
      />
      {edited && (
        <TemplateEdit
          key={edited.kind}
          {...edited}
          may={may}
          onClose={() => setEdited(undefined)}
          onLoaded={(text) => {
            setEdited(undefined);
            reload();
            say(text);
          }}
        />
      )}
      {versions && (
        <TemplateVersions
          kind={versions}
          may={may}
          onClose={() => setShown('')}
          onDone={(text) => {
            reload();
            say(text);
          }}
        />
      )}
    </>
  );
}
