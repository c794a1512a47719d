import { Alert, Button, Empty, Form, Input, Table, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Evidence, type StationList, type StationWaiting } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { useDone } from '../../components/Done';
import { FilePick } from '../../components/FilePick';
import { formatInstant, formatTime } from '../../lib/clock';
import { FillDialog } from './FillDialog';

interface Fields {
  path: string;
  ahead: string;
}

interface Read extends Fields {
  list: StationList;
}

/** aheadOf is the seconds a recorder's clock is fast, as they are typed: -90, +2:30. */
export function aheadOf(text: string): number | undefined {
  const m = /^([+-]?)(?:(\d+):)?(\d+)$/.exec(text.trim() || '0');
  if (!m) return undefined;
  const seconds = Number(m[2] ?? 0) * 60 + Number(m[3]);
  return m[1] === '-' ? -seconds : seconds;
}

/** Station proposes, from a collection station's list, what fills in the recordings registered on site (P10). */
export function Station() {
  const [read, setRead] = useState<Read>();
  const [filling, setFilling] = useState<StationWaiting>();
  const [done, say] = useDone();
  const load = useCallback(async ({ path, ahead }: Fields) => {
    setRead({ path, ahead, list: await Evidence.Station(path.trim(), aheadOf(ahead) ?? 0) });
  }, []);
  return (
    <section aria-labelledby="station">
      <h2 id="station">采集站回填</h2>
      {done}
      <ActionForm<Fields> initial={{ path: '', ahead: '0' }} submit="读取清单" onSubmit={load}>
        <div className="field-row">
          <Form.Item
            name="path"
            label="采集站导出的清单（xlsx、xls、csv）"
            rules={[{ required: true, whitespace: true, message: '请选择清单文件' }]}
          >
            <FilePick kind="sheet" label="采集站清单" />
          </Form.Item>
          <Form.Item
            name="ahead"
            label="记录仪时钟快多少（秒，或分:秒；慢写负数）"
            rules={[
              {
                validator: async (_, text: string) => {
                  if (aheadOf(text) === undefined) throw new Error('请写成 150、2:30 或 -90');
                },
              },
            ]}
          >
            <Input />
          </Form.Item>
        </div>
      </ActionForm>
      {read && (
        <>
          <p role="status">
            {read.list.name}：{read.list.files} 个文件，{read.list.waiting.length} 段录像待回填
          </p>
          {read.list.faults.length > 0 && (
            <Alert
              type="warning"
              className="error-alert"
              title={`有 ${read.list.faults.length} 行读不懂，没有使用`}
              description={read.list.faults.slice(0, 10).join('；')}
            />
          )}
          <Table<StationWaiting>
            size="small"
            rowKey={(w) => w.evidence.id}
            dataSource={read.list.waiting}
            pagination={read.list.waiting.length > 10 && { pageSize: 10 }}
            locale={{
              emptyText: (
                <Empty
                  image={Empty.PRESENTED_IMAGE_SIMPLE}
                  description="没有待回填的录像。现场登记的记录仪录像都已回填"
                />
              ),
            }}
            columns={[
              { key: 'subject', title: '检查对象', dataIndex: 'subject' },
              {
                key: 'what',
                title: '现场登记',
                render: (_, { evidence: e }) => `${e.recorder}，${e.officer}，${e.step}`,
              },
              {
                key: 'time',
                title: '时间',
                render: (_, { evidence: e }) =>
                  `${formatInstant(e.from).slice(5)}${e.to && ` 至 ${formatTime(e.to)}`}`,
              },
              {
                key: 'found',
                title: '候选',
                render: (_, w) => <Found of={w} />,
              },
              {
                key: 'do',
                title: '办理',
                render: (_, w) =>
                  w.candidates.length > 0 && (
                    <Button
                      size="small"
                      aria-label={`核对回填 ${w.subject} ${w.evidence.recorder}`}
                      onClick={() => setFilling(w)}
                    >
                      核对回填
                    </Button>
                  ),
              },
            ]}
          />
          <FillDialog
            waiting={filling}
            list={read.list}
            path={read.path.trim()}
            ahead={aheadOf(read.ahead) ?? 0}
            onClose={() => setFilling(undefined)}
            onDone={(text) => {
              setFilling(undefined);
              say(text);
              load(read);
            }}
          />
        </>
      )}
    </section>
  );
}

function Found({ of: { candidates } }: { of: StationWaiting }) {
  const sound = candidates.filter((c) => c.sound).length;
  if (candidates.length === 0) return <span>清单里没有相近的文件</span>;
  return (
    <>
      {sound > 0 && <Tag color="success">{sound} 个完全相符</Tag>}
      {candidates.length > sound && <Tag>{candidates.length - sound} 个部分相符</Tag>}
    </>
  );
}
