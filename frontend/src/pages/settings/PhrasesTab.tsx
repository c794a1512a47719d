import { Button, Empty, Flex, Form, Radio, Select, Table } from 'antd';
import { useState } from 'react';
import { type Phrase, type PhraseKind, PhraseKindLabels, Phrases } from '../../api/generated';
import { ConfirmModal } from '../../components/ConfirmModal';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { GrowingText } from '../../components/GrowingText';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

const kinds = Object.entries(PhraseKindLabels).map(([value, label]) => ({ value, label }));

/** PhrasesTab keeps the phrases that are put into fields: one's own, and the office's. */
export function PhrasesTab() {
  const { info } = useSession();
  const me = info.actor.person;
  const office = info.workspace.kind === 'office' && info.actor.role === 'office';
  const { data = [], error, loading, reload } = useLoad(Phrases.List);
  const [edited, setEdited] = useState<Phrase>();
  const [removed, setRemoved] = useState<Phrase>();
  const [done, say] = useDone();
  const mayChange = (p: Phrase) => (p.owner === '' ? office : p.owner === me);
  return (
    <>
      <p className="hint">
        填写检查记录和文书时，在输入框里按 Alt+1 至 Alt+9 插入该栏的第几条，按 Alt+0
        从列表里选。插在光标处，不改已写的文字。分局的常用语由办公室维护，随任务包带到外勤电脑。
      </p>
      <div className="table-tools">
        <Button
          type="primary"
          onClick={() =>
            setEdited({ id: '', kind: 'any', text: '', owner: office ? '' : me, gone: false })
          }
        >
          添加常用语
        </Button>
      </div>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      <Table<Phrase>
        size="middle"
        dataSource={data}
        rowKey="id"
        loading={loading}
        pagination={{ hideOnSinglePage: true, showTotal: (n) => `共 ${n} 条` }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description="还没有常用语，点“添加常用语”写下第一条"
            />
          ),
        }}
        columns={[
          { key: 'kind', title: '栏目', render: (_, p) => PhraseKindLabels[p.kind] },
          { key: 'text', title: '内容', className: 'wide-cell', dataIndex: 'text' },
          { key: 'owner', title: '归属', render: (_, p) => (p.owner ? '本人' : '分局') },
          {
            key: 'act',
            title: '办理',
            render: (_, p) =>
              mayChange(p) && (
                <Flex gap="small">
                  <Button
                    size="small"
                    aria-label={`修改常用语：${p.text}`}
                    onClick={() => setEdited(p)}
                  >
                    修改
                  </Button>
                  <Button
                    size="small"
                    danger
                    aria-label={`删除常用语：${p.text}`}
                    onClick={() => setRemoved(p)}
                  >
                    删除
                  </Button>
                </Flex>
              ),
          },
        ]}
      />
      <FormDialog<Phrase>
        title={edited?.id ? '修改常用语' : '添加常用语'}
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        initial={edited ?? { id: '', kind: 'any' as PhraseKind, text: '', owner: me, gone: false }}
        submit="保存"
        onSubmit={async (phrase) => {
          const saved = await Phrases.Save(phrase);
          setEdited(undefined);
          reload();
          say(`已保存常用语（${PhraseKindLabels[saved.kind]}）`);
        }}
      >
        <Form.Item name="kind" label="用在哪种栏目">
          <Select options={kinds} />
        </Form.Item>
        <Form.Item
          name="text"
          label="内容"
          rules={[{ required: true, whitespace: true, message: '请填写内容' }]}
        >
          <GrowingText rows={3} maxLength={2000} />
        </Form.Item>
        {edited?.id === '' && office && (
          <Form.Item name="owner" label="归属">
            <Radio.Group
              options={[
                { value: '', label: '分局（全部外勤可用）' },
                { value: me, label: '只给本人' },
              ]}
            />
          </Form.Item>
        )}
      </FormDialog>
      <ConfirmModal
        open={removed !== undefined}
        title="删除常用语"
        okText="删除"
        danger
        onClose={() => setRemoved(undefined)}
        onOk={async () => {
          await Phrases.Remove(removed?.id ?? '');
          reload();
          say('已删除常用语，已经写进记录的文字不变');
        }}
      >
        <p>{removed?.text}</p>
      </ConfirmModal>
    </>
  );
}
