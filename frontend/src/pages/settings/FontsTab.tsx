import { Button, Flex, Form, Modal, Select, Spin, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { type FaceInfo, Font, type FontRole } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';
import { PaperView } from '../../components/PaperView';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';

const roles: TableColumnsType<FontRole> = [
  { key: 'role', title: '用途', render: (_, r) => `${r.role}（${r.use}）` },
  { key: 'face', title: '所用字体', dataIndex: 'face' },
  { key: 'chain', title: '缺字时依次取自', dataIndex: 'chain' },
];

/** Covers tells how much of the hanzi a face has. */
function Covers({ face }: { face: FaceInfo }) {
  if (face.rejected) return <Tag color="warning">没有用：{face.rejected}</Tag>;
  return (
    <>
      {face.blocks.map((b) => (
        <div key={b.name}>
          {b.name}：{b.have} / {b.of}
        </div>
      ))}
    </>
  );
}

/** FontsTab shows what documents are set in, and takes faces of the bureau's own. */
export function FontsTab() {
  const { data, error, reload } = useLoad(Font.List);
  const [adding, setAdding] = useState(false);
  const [sheet, setSheet] = useState('');
  const [licence, setLicence] = useState('');
  const [done, say] = useDone();
  const see = useAction(async () => setSheet(await Font.Sheet()));
  const read = useAction(async () => setLicence(await Font.Licences()));
  const remove = useAction(async (role: string) => {
    await Font.Remove(role);
    say(`已移除为“${role}”添加的字体；已制作的文书不变`);
    reload();
  });
  const faces: TableColumnsType<FaceInfo> = [
    { key: 'role', title: '用途', dataIndex: 'role' },
    {
      key: 'name',
      title: '字体文件',
      className: 'wide-cell',
      render: (_, f) => (
        <>
          {f.name || f.file}
          <br />
          <small>
            {f.file}；{f.licence}
          </small>
        </>
      ),
    },
    { key: 'coverage', title: '字数', align: 'right', dataIndex: 'coverage' },
    { key: 'blocks', title: '汉字覆盖', render: (_, f) => <Covers face={f} /> },
    {
      key: 'act',
      title: '办理',
      render: (_, f) =>
        f.added && (
          <Button
            size="small"
            danger
            aria-label={`移除：${f.name}`}
            loading={remove.running}
            onClick={() => remove.run(f.role)}
          >
            移除
          </Button>
        ),
    },
  ];
  return (
    <Flex vertical gap="middle">
      <p className="dialog-note">
        程序自带宋、黑、楷，找到完整、允许嵌入的仿宋和小标宋时优先使用。添加的字体只影响以后制作的文书。
      </p>
      <Flex gap="small" wrap>
        <Button type="primary" onClick={() => setAdding(true)}>
          添加字体
        </Button>
        <Button loading={see.running} onClick={() => see.run()}>
          字体测试页
        </Button>
        <Button loading={read.running} onClick={() => read.run()}>
          授权文本
        </Button>
      </Flex>
      {done}
      <ErrorAlert error={error ?? see.error ?? read.error ?? remove.error} onRetry={reload} />
      {!data && !error && <Spin description="正在读取" />}
      {data && (
        <>
          <Table<FontRole>
            size="small"
            rowKey="role"
            columns={roles}
            dataSource={data.roles}
            pagination={false}
          />
          <Table<FaceInfo>
            size="small"
            rowKey={(f) => f.role + f.file + f.digest}
            columns={faces}
            dataSource={data.faces}
            pagination={false}
            scroll={{ x: 'max-content' }}
          />
        </>
      )}
      <PaperView title="字体测试页" sha256={sheet} onClose={() => setSheet('')} />
      <Modal
        title="程序自带字体的授权文本"
        open={licence !== ''}
        onCancel={() => setLicence('')}
        footer={<Button onClick={() => setLicence('')}>关闭</Button>}
        width="min(860px, 92vw)"
      >
        <textarea
          className="code-text licence"
          aria-label="授权文本"
          readOnly
          rows={20}
          value={licence}
        />
      </Modal>
      <FormDialog<{ path: string; role: string }>
        title="添加字体"
        note="要 TrueType 轮廓的 .ttf、.ttc 或 .otf，授权允许嵌入文书。"
        open={adding}
        onClose={() => setAdding(false)}
        initial={{ path: '', role: '生僻字' }}
        submit="添加"
        onSubmit={async ({ path, role }) => {
          await Font.Add(path, role);
          setAdding(false);
          say(`已添加，以后制作的文书用作“${role}”`);
          reload();
        }}
      >
        <Form.Item name="path" label="字体文件" rules={[{ required: true, message: '请选择字体' }]}>
          <FilePick kind="font" label="字体文件" />
        </Form.Item>
        <Form.Item name="role" label="用途" extra="个别字缺失时选“生僻字”，只补其他字体没有的字。">
          <Select options={(data?.for ?? []).map((r) => ({ value: r, label: r }))} />
        </Form.Item>
      </FormDialog>
    </Flex>
  );
}
