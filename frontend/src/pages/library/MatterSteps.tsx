import { Form, Input } from 'antd';
import { Library, type Matter } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';

/** EndForm takes a matter out of the list, with its last day and the reason. */
export function EndForm(props: {
  matter: Matter | undefined;
  onClose: () => void;
  onDone: (text: string) => void;
}) {
  const { matter, onClose, onDone } = props;
  const { today } = useSession().info.workspace;
  return (
    <FormDialog<{ date: string; reason: string }>
      title={`失效 ${matter?.code ?? ''}`}
      note="失效后不再用于新的计划和任务（第二条），已有记录保留；失效也应公布（第七条）。"
      open={matter !== undefined}
      onClose={onClose}
      initial={{ date: today, reason: '' }}
      submit="登记失效"
      onSubmit={async ({ date, reason }) => {
        if (!matter) return;
        const ended = await Library.EndMatter(matter.id, date, reason.trim());
        onDone(`“${ended.name}”自 ${ended.effectiveTo} 后失效`);
      }}
    >
      <Form.Item
        name="date"
        label="最后一天有效"
        rules={[{ required: true, message: '请填写日期' }]}
      >
        <DateField />
      </Form.Item>
      <Form.Item
        name="reason"
        label="失效原因"
        rules={[{ required: true, whitespace: true, message: '请写明原因' }]}
      >
        <Input placeholder="例如：检查依据废止" />
      </Form.Item>
    </FormDialog>
  );
}

/** PublishedForm records where and when matters were made public: one, or all that are not yet. */
export function PublishedForm(props: {
  matter: Matter | 'all' | undefined;
  onClose: () => void;
  onDone: (text: string) => void;
}) {
  const { matter, onClose, onDone } = props;
  const { today } = useSession().info.workspace;
  const one = matter === 'all' ? undefined : matter;
  return (
    <FormDialog<{ site: string; url: string; date: string }>
      title={one ? `登记公布 ${one.code}` : '登记清单公布'}
      note={
        one
          ? '清单调整应及时公布（第七条）。本机只登记，不代为发布。'
          : '登记清单在何处公布：所有未登记公布和调整未公布的事项一并登记（第七条）。'
      }
      open={matter !== undefined}
      onClose={onClose}
      initial={{ site: one?.site ?? '', url: one?.url ?? '', date: today }}
      submit="登记"
      onSubmit={async ({ site, url, date }) => {
        const n = await Library.MattersPublished(
          one ? [one.id] : [],
          site.trim(),
          url.trim(),
          date,
        );
        onDone(`已登记公布 ${n} 项`);
      }}
    >
      <Form.Item
        name="site"
        label="公布网站"
        rules={[{ required: true, whitespace: true, message: '请填写公布网站' }]}
      >
        <Input placeholder="例如：区政府门户网站" />
      </Form.Item>
      <Form.Item name="url" label="网址">
        <Input inputMode="url" />
      </Form.Item>
      <Form.Item
        name="date"
        label="公布日期"
        rules={[{ required: true, message: '请填写公布日期' }]}
      >
        <DateField />
      </Form.Item>
    </FormDialog>
  );
}
