import { Button, Empty, Flex, Form, Input, Table, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { type OtherDepartment, Paper } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { useLoad } from '../../lib/useLoad';
import { type Clash, DecideClash } from './DecideClash';

interface Props {
  teams: string[];
  /** onChanged is told when answers may have come into the record. */
  onChanged?: () => void;
}

/** OtherDepartments sends 分部门检查表 to the other departments of a joint check and takes them back (P4). */
export function OtherDepartments({ teams, onChanged }: Props) {
  const { info } = useSession();
  const key = teams.join();
  const load = useCallback(() => Paper.OtherDepartments(key.split(',')), [key]);
  const { data, error, loading, reload } = useLoad(load);
  const [done, say] = useDone();
  const [asking, setAsking] = useState<'send' | 'take' | 'hand'>();
  const [clash, setClash] = useState<Clash>();
  const tell = (text: string) => {
    say(text);
    reload();
    onChanged?.();
  };
  const enter = useAction(async (id: string) => {
    const paper = await Paper.EnterForm(id);
    tell(`${paper.name}的答复已记入检查记录`);
  });
  const steps = (o: OtherDepartment) =>
    o.forms.flatMap((paper) => {
      const form = paper.form;
      if (!form) return [];
      const open = form.clashes.flatMap((c, n) =>
        c.taken === ''
          ? [
              <Button
                key={`${c.matter}${c.item}${c.theirs}`}
                size="small"
                onClick={() => setClash({ paper, n })}
              >
                裁定：{c.text}
              </Button>,
            ]
          : [],
      );
      if (o.open && form.returns.length > 0 && o.answered < o.lines)
        open.push(
          <Button
            key={paper.id}
            size="small"
            loading={enter.running}
            onClick={() => enter.run(paper.id)}
          >
            记入检查记录：{o.department}
          </Button>,
        );
      return open;
    });
  const finished = [...new Set(data?.filter((o) => o.done).map((o) => o.team))];
  if (data?.length === 0) return null;
  return (
    <section aria-label="其他部门的答复">
      <Flex justify="space-between" align="center" gap="small" wrap className="table-tools">
        <Typography.Title level={2} className="section-title">
          其他部门的检查表和答复
        </Typography.Title>
        <Flex gap="small">
          <Button onClick={() => setAsking('send')}>发出分部门检查表</Button>
          <Button onClick={() => setAsking('take')}>收回填好的表</Button>
          {finished.length > 0 && <Button onClick={() => setAsking('hand')}>移交结果</Button>}
        </Flex>
      </Flex>
      {done}
      <ErrorAlert error={error ?? enter.error} onRetry={reload} />
      <Table<OtherDepartment>
        size="small"
        rowKey={(o) => o.team + o.department}
        loading={loading && !data}
        dataSource={data}
        pagination={(data?.length ?? 0) > 10 && { pageSize: 10 }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="正在读取" />,
        }}
        columns={[
          ...(teams.length > 1
            ? [{ key: 'subject', title: '检查对象', dataIndex: 'subject' as const }]
            : []),
          { key: 'department', title: '部门', dataIndex: 'department' },
          { key: 'matters', title: '事项', render: (_, o) => o.matters.join('、') },
          {
            key: 'officers',
            title: '检查人员',
            render: (_, o) => o.officers.join('、') || '未代录',
          },
          {
            key: 'form',
            title: '检查表',
            render: (_, o) => o.forms.map((p) => p.number).join('、') || '未发出',
          },
          { key: 'state', title: '答复', dataIndex: 'state' },
          {
            key: 'do',
            title: '办理',
            render: (_, o) => (
              <Flex gap="small" wrap>
                {steps(o)}
              </Flex>
            ),
          },
        ]}
      />
      <FormDialog<{ dir: string }>
        title="发出分部门检查表"
        note="每个部门一份：PDF 打印签名，带二维码，签好的扫描件放进扫描收件箱；同名的电子表格填好后收回。已发出的不重复编号，再写一份。"
        open={asking === 'send'}
        onClose={() => setAsking(undefined)}
        initial={{ dir: outPath(info.folder, 'packages', '') }}
        submit="写出"
        onSubmit={async ({ dir }) => {
          const sent = await Paper.SendForms(teams, dir.trim());
          setAsking(undefined);
          tell(`已写出 ${sent.length} 份检查表到 ${dir.trim()}`);
        }}
      >
        <Form.Item name="dir" label="文件夹">
          <Input />
        </Form.Item>
      </FormDialog>
      <FormDialog<{ dir: string }>
        title="移交结果"
        note="检查已经结束的，每个部门一份分部门结果移交单：只有该部门的事项和问题，不带本单位的证据。由该部门自行录入、公示。"
        open={asking === 'hand'}
        onClose={() => setAsking(undefined)}
        initial={{ dir: outPath(info.folder, 'packages', '') }}
        submit="写出"
        onSubmit={async ({ dir }) => {
          const sent = await Paper.HandResults(finished, dir.trim());
          setAsking(undefined);
          tell(`已写出 ${sent.length} 份移交单到 ${dir.trim()}`);
        }}
      >
        <Form.Item name="dir" label="文件夹">
          <Input />
        </Form.Item>
      </FormDialog>
      <FormDialog<{ path: string }>
        title="收回填好的分部门检查表"
        note="检查在本机进行的，答复随即记入检查记录；与记录不同的项不覆盖，列出待裁定。"
        open={asking === 'take'}
        onClose={() => setAsking(undefined)}
        initial={{ path: '' }}
        submit="收回"
        onSubmit={async ({ path }) => {
          const { name, form } = await Paper.TakeForm(path.trim());
          const back = form?.returns.at(-1);
          setAsking(undefined);
          tell(`已收回${name}：${back?.officer ?? ''}答复 ${back?.answers.length ?? 0} 项`);
        }}
      >
        <Form.Item
          name="path"
          label="填好的电子表格"
          rules={[{ required: true, whitespace: true, message: '请选择填好的表格' }]}
        >
          <FilePick kind="sheet" label="填好的电子表格" />
        </Form.Item>
      </FormDialog>
      <DecideClash
        clash={clash}
        onClose={() => setClash(undefined)}
        onDone={(text) => {
          setClash(undefined);
          tell(text);
        }}
      />
    </section>
  );
}
