import { Alert, Card, Flex, Form } from 'antd';
import { useState } from 'react';
import { Draw, type DrawVerdict } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { Details } from '../../components/DetailDrawer';
import { Digest } from '../../components/Digest';
import { FilePick } from '../../components/FilePick';

/** VerifyDraw replays any draw from its package or folder, public or internal, and says what that shows. */
export function VerifyDraw() {
  const [verdict, setVerdict] = useState<DrawVerdict>();
  return (
    <Card size="small" title="核验并重算一次抽取">
      <p className="dialog-note">
        选择抽取结果包（公开或内部），或填写解开后的文件夹。只读取、重算，不导入任何内容。
      </p>
      <ActionForm<{ path: string }>
        initial={{ path: '' }}
        submit="核验并重算"
        onSubmit={async ({ path }) => {
          setVerdict(undefined);
          setVerdict(await Draw.Verify(path.trim()));
        }}
      >
        <Form.Item
          name="path"
          label="抽取结果包或文件夹"
          rules={[{ required: true, whitespace: true, message: '请选择抽取结果包或文件夹' }]}
        >
          <FilePick kind="package" label="抽取结果包或文件夹" />
        </Form.Item>
      </ActionForm>
      {verdict && <Verdict of={verdict} />}
    </Card>
  );
}

function Verdict({ of }: { of: DrawVerdict }) {
  const r = of.report;
  const what = r.purpose === 'subjects' ? '户' : '个席位';
  return (
    <Flex vertical gap="middle" className="draw-verdict" role="region" aria-label="核验结论">
      <Alert
        type={of.ok ? 'success' : 'error'}
        showIcon
        title={of.sentence}
        description={
          of.ok
            ? undefined
            : [of.where && `不符之处：${of.where.replace(/:(\d+)$/, ' 第 $1 行')}`, of.hint]
                .filter(Boolean)
                .join('。')
        }
      />
      {of.ok && (
        <Details
          of={[
            { label: '任务编号与次数', value: `${r.task} 第 ${r.attempt} 次` },
            { label: '名录与结果', value: `名录中 ${r.pool}，得 ${r.winners} ${what}` },
            { label: '公共随机输入', value: r.publicInput || '无公共随机输入' },
            { label: '声明摘要', value: <Digest value={r.statement} /> },
            { label: '随机种子', value: <Digest value={r.seed} /> },
          ]}
        />
      )}
      <Lines title="谁为它担保" of={of.vouchers} />
      <Lines title="已经核对" of={of.checked} />
      <Lines title="这不能证明" of={of.limits} />
    </Flex>
  );
}

function Lines({ title, of }: { title: string; of: string[] }) {
  if (of.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{title}</h2>
      <ul className="replay">
        {of.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
