import { Alert, Button, Empty, Flex, Form, Select, Spin, Table } from 'antd';
import { useCallback, useState } from 'react';
import { Paper, type PrintedSet, type SetLine, Visit } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { ErrorAlert } from '../../components/ErrorAlert';
import { PageHeader } from '../../components/PageHeader';
import { SavePick } from '../../components/SavePick';
import { formatInstant } from '../../lib/clock';
import { outPath } from '../../lib/path';
import { go, href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';

/** PrintSet prints all that a visit needs on paper, with its copies, in one file (P6). */
export function PrintSet({ team }: { team: string }) {
  const { data: stops, error, reload } = useLoad(Visit.Today);
  return (
    <>
      <PageHeader
        title="现场打印"
        note="这次检查现在要打印的整套文书：按打印顺序合成一个文件，每份标明给谁；再次打印标明“补打”。"
      >
        <Button href={href('document')}>返回文书</Button>
      </PageHeader>
      <ErrorAlert error={error} onRetry={reload} />
      <div className="toolbar">
        <Select
          className="task-select"
          aria-label="检查对象"
          placeholder="选择检查对象"
          showSearch={{ optionFilterProp: 'label' }}
          value={team || undefined}
          onChange={(id: string) => go('document', 'set', id)}
          options={stops?.map((s) => ({ value: s.team.id, label: `${s.subjectName} ${s.taskNo}` }))}
        />
      </div>
      {!team && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            stops?.length === 0
              ? '路线单上没有检查对象。先打开任务包，或由办公室完成匹配。'
              : '先选择检查对象。'
          }
        />
      )}
      {team && <TeamSet team={team} />}
    </>
  );
}

const receivers = ['附卷', '当事人', '存档', '受移送单位', '法制'].map((value) => ({ value }));

function TeamSet({ team }: { team: string }) {
  const { info } = useSession();
  const load = useCallback(() => Paper.Set(team), [team]);
  const { data, error, reload } = useLoad(load);
  const [copies, setCopies] = useState<Record<string, string[]>>({});
  const [printed, setPrinted] = useState<PrintedSet>();
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (!data) return <Spin description="正在查找" />;
  const key = (l: SetLine) => l.kind + l.paper + l.name;
  const lines = data.map((l) => ({ ...l, copies: copies[key(l)] ?? l.copies }));
  const sum = lines.reduce((n, l) => n + (l.lacks.length > 0 ? 0 : l.copies.length), 0);
  return (
    <>
      <Table<SetLine>
        size="small"
        aria-label="整套文书"
        rowKey={key}
        dataSource={lines}
        pagination={false}
        columns={[
          {
            key: 'name',
            title: '文书',
            className: 'wide-cell',
            render: (_, l) => (
              <>
                {l.name}
                {l.number && (
                  <>
                    <br />
                    <small>{l.number}</small>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'state',
            title: '状态',
            render: (_, l) => l.state || (l.lacks.length > 0 ? '还不能制作' : '打印时制作'),
          },
          {
            key: 'copies',
            title: '份数：每份给谁',
            className: 'wide-cell',
            render: (_, l) =>
              l.lacks.length > 0 ? (
                l.lacks.join('、')
              ) : (
                <div onKeyDownCapture={(e) => e.key === 'Tab' && e.stopPropagation()}>
                  <Select<string[]>
                    mode="tags"
                    className="task-select"
                    aria-label={`${l.name}每份给谁`}
                    placeholder="不打印"
                    value={l.copies}
                    onChange={(v) => setCopies((c) => ({ ...c, [key(l)]: v }))}
                    options={receivers}
                  />
                </div>
              ),
          },
        ]}
      />
      <div className="page-form print-save">
        <ActionForm<{ out: string }>
          key={printed?.path}
          initial={{
            out: outPath(
              info.folder,
              'packages',
              `现场文书 ${formatInstant(new Date().toISOString())}.pdf`,
            ),
          }}
          submit={`合成 ${sum} 份并登记打印`}
          onSubmit={async ({ out }) => {
            setPrinted(await Paper.PrintSet(team, lines, out.trim()));
            reload();
          }}
        >
          <Form.Item
            name="out"
            label="保存到（用任一 PDF 阅读器按实际大小打印）"
            rules={[{ required: true, message: '请填写保存位置' }]}
          >
            <SavePick name="现场文书.pdf" />
          </Form.Item>
        </ActionForm>
      </div>
      {printed && (
        <Flex vertical role="status" aria-label="打印结果">
          <Alert
            type={printed.left.length > 0 ? 'warning' : 'success'}
            showIcon
            title={`${printed.papers} 种文书、${printed.copies} 份、${printed.sheets} 面已合成 ${printed.path}，并登记打印`}
            description={printed.left.map((l) => <div key={l}>没有打印：{l}</div>)}
          />
        </Flex>
      )}
    </>
  );
}
