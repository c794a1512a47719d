import { Alert, Table, Tag } from 'antd';
import {
  type FileVerdict,
  type SignatureVerdict,
  StateLabels,
  type VerifyReport,
} from '../../api/generated';
import { Digest } from '../../components/Digest';
import { formatInstant } from '../../lib/clock';

const kinds = {
  valid: 'success',
  intact: 'warning',
  'valid-then': 'warning',
  invalid: 'error',
} as const;

/** VerdictView is the verdict on a package: the sentence, what it proves and does not, signatures, files. */
export function VerdictView({ report }: { report: VerifyReport }) {
  const { verdict, draw } = report;
  const { meta } = verdict;
  const bad = verdict.files.filter((f) => !f.ok);
  const told = bad.length > 1 ? bad : []; // of one alone the sentence tells
  return (
    <>
      <Alert
        role="presentation"
        type={kinds[verdict.state]}
        showIcon
        title={verdict.sentence}
        description={meta.createdAt && `制作时间（包内自记）${formatInstant(meta.createdAt)}`}
      />
      {told.map((f) => (
        <Alert
          key={f.name}
          className="after-block"
          type="error"
          showIcon
          title={f.name || '整个包'}
          description={f.problem}
        />
      ))}
      {draw && (
        <Alert
          className="after-block"
          type="success"
          showIcon
          title={`抽取已重算一致：第 ${draw.attempt} 次，抽取库 ${draw.pool}，抽中 ${draw.winners}`}
          description={
            <>
              公共随机输入 {draw.publicInput || '（无）'}；种子 <Digest value={draw.seed} />
              ；声明 <Digest value={draw.statement} />
              {draw.notes.map((n) => (
                <div key={n}>{n}</div>
              ))}
            </>
          }
        />
      )}
      <div className="two-lists">
        <Sentences title="这能证明" lines={verdict.proves} />
        <Sentences title="这不能证明" lines={verdict.notProves} />
      </div>
      <h2>签名</h2>
      <Table<SignatureVerdict>
        size="small"
        rowKey="name"
        dataSource={verdict.signatures}
        pagination={false}
        locale={{ emptyText: '没有签名' }}
        columns={[
          { key: 'role', title: '签名人', render: (_, s) => `${s.role}（${s.meaning}）` },
          { key: 'state', title: '结论', render: (_, s) => <Tag>{StateLabels[s.state]}</Tag> },
          { key: 'sentence', title: '说明', dataIndex: 'sentence', className: 'wide-cell' },
          { key: 'key', title: '证书指纹', render: (_, s) => <Digest value={s.fingerprint} /> },
        ]}
      />
      <h2>文件（{verdict.files.length} 个）</h2>
      <Table<FileVerdict>
        size="small"
        rowKey="name"
        dataSource={verdict.files}
        pagination={verdict.files.length > 10 && { pageSize: 10 }}
        columns={[
          { key: 'name', title: '名称', render: (_, f) => f.name || '（整个包）' },
          {
            key: 'ok',
            title: '核对',
            render: (_, f) => (
              <Tag color={f.ok ? 'success' : 'error'}>{f.ok ? '相符' : f.problem}</Tag>
            ),
          },
        ]}
      />
      {meta.leftOut.length > 0 && (
        <Sentences
          title="按规定没有装入"
          lines={meta.leftOut.map((l) => `${l.name}：${l.reason}`)}
        />
      )}
    </>
  );
}

function Sentences({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div>
      <h2>{title}</h2>
      {lines.length === 0 && <p>没有</p>}
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
