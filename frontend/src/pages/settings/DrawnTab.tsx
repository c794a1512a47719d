import { Button, Form, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { type DrawnRule, Settings } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

const needed = (message: string) => [{ required: true, whitespace: true, message }];

/** DrawnTab holds the decisions which documents may be signed on a screen: none, until a named person decides. */
export function DrawnTab() {
  const { info } = useSession();
  const may = info.workspace.kind === 'office' && info.actor.role === 'office';
  const { data = [], error, loading, reload } = useLoad(Settings.DrawnRules);
  const [edited, setEdited] = useState<DrawnRule>();
  const [done, say] = useDone();
  const word = edited?.on ? '停用' : '启用';
  return (
    <>
      <p className="hint">
        以纸上签字、捺指印为先。屏幕手写签名是笔迹影像，不是电子印章，没有认证证书，不是可靠电子签名；签署过程须有音视频记录。按文书种类由负责人决定启用，随任务包下发到外勤电脑。
        {info.workspace.kind === 'field' && '外勤电脑只能查看。'}
      </p>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <Table<DrawnRule>
        size="small"
        dataSource={data}
        rowKey="kind"
        loading={loading}
        pagination={false}
        columns={[
          { key: 'name', title: '文书种类', dataIndex: 'name' },
          {
            key: 'on',
            title: '手写签名',
            render: (_, r) => (r.on ? <Tag color="success">已启用</Tag> : <Tag>未启用</Tag>),
          },
          {
            key: 'by',
            title: '决定人、日期',
            render: (_, r) => r.id && `${r.decidedBy}（${r.post}）${r.decidedOn}`,
          },
          { key: 'basis', title: '依据', className: 'wide-cell', dataIndex: 'basis' },
          {
            key: 'act',
            title: '办理',
            render: (_, r) =>
              may && (
                <Button
                  size="small"
                  danger={r.on}
                  aria-label={`${r.on ? '停用' : '启用'}手写签名：${r.name}`}
                  onClick={() => setEdited(r)}
                >
                  {r.on ? '停用' : '启用'}
                </Button>
              ),
          },
        ]}
      />
      <FormDialog<DrawnRule>
        title={`${word}手写签名：${edited?.name ?? ''}`}
        note="登记负责人的决定，登记人另行留痕；之前已作的手写签名继续有效。"
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        initial={{
          id: '',
          kind: edited?.kind ?? 'scene-record',
          name: '',
          on: !edited?.on,
          decidedBy: '',
          post: '',
          decidedOn: info.workspace.today,
          basis: '',
          at: '',
          by: '',
        }}
        submit={word}
        onSubmit={async (rule) => {
          const saved = await Settings.DecideDrawn(rule);
          setEdited(undefined);
          reload();
          say(`${saved.name}的手写签名已${saved.on ? '启用' : '停用'}`);
        }}
      >
        <div className="form-grid">
          <Form.Item name="decidedBy" label="决定人" rules={needed('请填写决定人')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="post" label="职务" rules={needed('请填写职务')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="decidedOn" label="决定日期">
            <DateField />
          </Form.Item>
        </div>
        <Form.Item name="basis" label="依据（文件名称、文号或理由）" rules={needed('请写明依据')}>
          <Input autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </>
  );
}
