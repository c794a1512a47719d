import { Button, Flex, Form, Input, Segmented, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import {
  Library,
  type SuggestionState,
  SuggestionStateLabels,
  type SuggestionView,
} from '../../api/generated';
import { DataTable, type PageQuery } from '../../components/DataTable';
import { useDone } from '../../components/Done';
import { FormDialog } from '../../components/FormDialog';
import { formatInstant } from '../../lib/clock';
import { useSession } from '../../lib/session';
import { SubjectDrawer } from './SubjectDrawer';

type Line = SuggestionView & { id: string };

const states = Object.entries(SuggestionStateLabels).map(([value, label]) => ({ value, label }));

/** Suggestions lists what visits found to be otherwise than the register says; the office decides (art. 9). */
export function Suggestions() {
  const office = useSession().info.actor.role === 'office';
  const [state, setState] = useState<SuggestionState>('open');
  const [version, setVersion] = useState(0);
  const [shown, setShown] = useState('');
  const [deciding, setDeciding] = useState<{ of: Line; accept: boolean }>();
  const [note, say] = useDone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: version asks again
  const load = useCallback(
    async ({ page, size }: PageQuery) =>
      Library.Suggestions({ visit: '', state, page, size }).then((p) => ({
        ...p,
        rows: p.rows.map((v) => ({ ...v, id: v.suggestion.id })),
      })),
    [state, version],
  );
  const columns: TableColumnsType<Line> = [
    {
      key: 'subject',
      title: '检查对象',
      render: (_, v) => (
        <Button type="link" className="row-link" onClick={() => setShown(v.suggestion.subject)}>
          {v.subjectName}
        </Button>
      ),
    },
    { key: 'field', title: '字段', dataIndex: 'fieldLabel' },
    {
      key: 'present',
      title: '名录库现有',
      render: (_, v) => (
        <>
          {v.present || '（空）'}
          {v.later && (
            <>
              <br />
              <Tag color="warning">与后来的修改矛盾</Tag>
              <span className="under">
                建议时为“{v.suggestion.old || '空'}”；{v.later}
              </span>
            </>
          )}
        </>
      ),
    },
    { key: 'new', title: '建议改为', render: (_, v) => <strong>{v.suggestion.new}</strong> },
    { key: 'why', title: '依据', render: (_, v) => v.suggestion.why },
    {
      key: 'by',
      title: '提出',
      render: (_, v) => (
        <>
          {v.suggestion.by}
          <br />
          <span className="under">{formatInstant(v.suggestion.at)}</span>
        </>
      ),
    },
    {
      key: 'act',
      title: '处理',
      render: (_, v) =>
        v.suggestion.state === 'open' && office ? (
          <Flex gap="small">
            <Button
              size="small"
              type="primary"
              aria-label={`采纳 ${v.subjectName} 的${v.fieldLabel}`}
              onClick={() => setDeciding({ of: v, accept: true })}
            >
              采纳
            </Button>
            <Button
              size="small"
              aria-label={`不采纳 ${v.subjectName} 的${v.fieldLabel}`}
              onClick={() => setDeciding({ of: v, accept: false })}
            >
              不采纳
            </Button>
          </Flex>
        ) : (
          <>
            <Tag color={v.suggestion.state === 'accepted' ? 'success' : 'default'}>
              {v.stateLabel}
            </Tag>
            <span className="under">
              {v.suggestion.decidedBy} {v.suggestion.opinion}
            </span>
          </>
        ),
    },
  ];
  const v = deciding?.of;
  const reasoned = !deciding?.accept || v?.later !== '';
  return (
    <>
      {note}
      <DataTable<Line>
        key={state}
        label="名录库更正建议"
        columns={columns}
        rowKey="id"
        load={load}
        tools={
          <Segmented<string>
            aria-label="状态"
            options={states}
            value={state}
            onChange={(s) => setState(s as SuggestionState)}
          />
        }
        empty="没有更正建议。现场发现关门、迁出或登记不符的，组长在检查记录中提出，随结果包到这里，由办公室采纳或不采纳。"
      />
      <FormDialog<{ opinion: string }>
        title={`${deciding?.accept ? '采纳' : '不采纳'}更正建议：${v?.subjectName ?? ''}`}
        note={
          v &&
          `${v.later ? `建议与名录库后来的修改矛盾（${v.later}），请核对哪一个正确，以您的名义裁定。` : ''}${
            deciding?.accept
              ? `${v.fieldLabel}由“${v.present}”改为“${v.suggestion.new}”，理由记为现场依据。`
              : `${v.fieldLabel}仍为“${v.present}”。`
          }`
        }
        open={deciding !== undefined}
        onClose={() => setDeciding(undefined)}
        initial={{ opinion: '' }}
        submit={deciding?.accept ? '采纳并修改名录库' : '不采纳'}
        onSubmit={async ({ opinion }) => {
          if (!deciding) return;
          const r = await Library.DecideSuggestion({
            id: deciding.of.id,
            accept: deciding.accept,
            opinion,
            over: deciding.of.present,
          });
          setDeciding(undefined);
          say(`“${r.subjectName}”的${r.fieldLabel}：${r.stateLabel}`);
          setVersion((n) => n + 1);
        }}
      >
        <Form.Item
          name="opinion"
          label={reasoned ? '理由' : '意见（可不填）'}
          rules={reasoned ? [{ required: true, whitespace: true, message: '请写明理由' }] : []}
        >
          <Input />
        </Form.Item>
      </FormDialog>
      <SubjectDrawer
        id={shown}
        onClose={() => setShown('')}
        onChanged={() => setVersion((n) => n + 1)}
      />
    </>
  );
}
