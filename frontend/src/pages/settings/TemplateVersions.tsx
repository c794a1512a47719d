import { Button, Drawer, Flex, Form, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import {
  Template,
  type TemplateKind,
  TemplateStateLabels,
  type TemplateVersion,
} from '../../api/generated';
import { DateField } from '../../components/DateField';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { PaperView } from '../../components/PaperView';
import { formatInstant } from '../../lib/clock';
import { useSession } from '../../lib/session';
import { useAction } from '../../lib/useAction';
import { ConsentFields, type ConsentValues, useConsent } from '../team/ConsentFields';
import { Reason } from './Reason';

interface Props {
  kind: TemplateKind;
  may: boolean;
  onClose: () => void;
  onDone: (text: string) => void;
}

const colors = {
  loaded: 'warning',
  approved: 'success',
  refused: 'error',
  withdrawn: 'default',
} as const;

/** TemplateVersions lists the bureau's versions of a kind; 法制 decides here, and the way back is here. */
export function TemplateVersions({ kind, may, onClose, onDone }: Props) {
  const [deciding, setDeciding] = useState<{ version: TemplateVersion; approve: boolean }>();
  const [retiring, setRetiring] = useState(false);
  const [preview, setPreview] = useState('');
  const [done, say] = useDone();
  const see = useAction(async (version: number) => {
    const { text } = await Template.Show(kind.kind, version);
    setPreview(await Template.Preview(text, false));
  });
  const tell = (text: string) => {
    say(text);
    onDone(text);
  };
  return (
    <Drawer title={`式样的版本：${kind.name}`} open onClose={onClose} size={920} destroyOnHidden>
      <Flex vertical gap="middle">
        {done}
        <ErrorAlert error={see.error} />
        <Table<TemplateVersion>
          size="small"
          rowKey="id"
          dataSource={kind.versions}
          pagination={false}
          columns={[
            { key: 'v', title: '版次', render: (_, v) => `第${v.version}版` },
            {
              key: 'state',
              title: '状态',
              render: (_, v) => (
                <>
                  <Tag color={colors[v.state]}>{TemplateStateLabels[v.state]}</Tag>
                  {v.from && (
                    <>
                      <br />
                      <small>自 {v.from} 起</small>
                    </>
                  )}
                </>
              ),
            },
            {
              key: 'what',
              title: '理由和办理',
              render: (_, v) => (
                <>
                  {v.reason}
                  <br />
                  <small>
                    {v.loader} {formatInstant(v.loadedAt)} 提交
                    {v.decidedAt &&
                      `；${v.approver}（${v.post}）${formatInstant(v.decidedAt)} ${v.opinion}`}
                  </small>
                </>
              ),
            },
            {
              key: 'act',
              title: '操作',
              render: (_, v) => (
                <Flex gap="small" wrap>
                  <Button
                    size="small"
                    aria-label={`预览第${v.version}版`}
                    loading={see.running}
                    onClick={() => see.run(v.version)}
                  >
                    预览
                  </Button>
                  {may && v.state === 'loaded' && (
                    <>
                      <Button
                        size="small"
                        type="primary"
                        onClick={() => setDeciding({ version: v, approve: true })}
                      >
                        批准
                      </Button>
                      <Button
                        size="small"
                        danger
                        onClick={() => setDeciding({ version: v, approve: false })}
                      >
                        不予批准
                      </Button>
                    </>
                  )}
                </Flex>
              ),
            },
          ]}
        />
        {may && kind.own > 0 && (
          <div>
            <Button onClick={() => setRetiring(true)}>
              {kind.builtin ? '恢复内置式样' : '停用这种文书'}
            </Button>
          </div>
        )}
      </Flex>
      <PaperView title={`预览：${kind.name}`} sha256={preview} onClose={() => setPreview('')} />
      {deciding && (
        <Decide
          {...deciding}
          onClose={() => setDeciding(undefined)}
          onDone={(text) => {
            setDeciding(undefined);
            tell(text);
          }}
        />
      )}
      <FormDialog<{ reason: string }>
        title={kind.builtin ? '恢复内置式样' : '停用这种文书'}
        note="与载入一样由法制员批准、定期施行；已制作的文书不变。"
        open={retiring}
        onClose={() => setRetiring(false)}
        initial={{ reason: '' }}
        submit="提交"
        onSubmit={async ({ reason }) => {
          const v = await Template.Retire(kind.kind, reason);
          setRetiring(false);
          tell(`${v.name}第${v.version}版已提交，待法制员批准`);
        }}
      >
        <Reason label="理由" />
      </FormDialog>
    </Drawer>
  );
}

interface DecideProps {
  version: TemplateVersion;
  approve: boolean;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** Decide takes the decision of 法制: in an account, or from the signed sheet. */
function Decide({ version, approve, onClose, onDone }: DecideProps) {
  const { info } = useSession();
  const consent = useConsent();
  const gives = info.actor.role === 'legal';
  const initial = {
    ...consent.initial,
    from: info.workspace.today,
    opinion: approve ? '同意' : '',
    ...(gives && { kind: 'account' as const, approver: info.actor.name, post: info.roleLabel }),
  };
  return (
    <FormDialog<ConsentValues & { from: string }>
      title={`${approve ? '批准' : '不予批准'}：${version.name}第${version.version}版`}
      note="载入人与批准人不能是同一人；没有账号的法制员在纸上签字，由办公室登记。"
      open
      onClose={onClose}
      initial={initial}
      submit={approve ? '批准' : '不予批准'}
      alias={{ scan: 'scanPath' }}
      onSubmit={async (values) => {
        const v = await Template.Decide({ ...values, id: version.id, approve });
        onDone(
          approve
            ? `${v.name}第${v.version}版已批准，自${v.from}起施行`
            : `${v.name}第${v.version}版未批准`,
        );
      }}
    >
      {approve && (
        <Form.Item
          name="from"
          label="施行日期"
          rules={[{ required: true, message: '请填写施行日期' }]}
        >
          <DateField />
        </Form.Item>
      )}
      {gives ? (
        <Form.Item name="opinion" label={approve ? '意见' : '不予批准的理由'}>
          <Input />
        </Form.Item>
      ) : (
        <ConsentFields gives={false} />
      )}
    </FormDialog>
  );
}
