import { Form, Input } from 'antd';
import { type Publication, Publish } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';

interface Props {
  of: Publication | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

/** RegisterNotice records where and when a task notice was published (art. 14). */
export function RegisterNotice({ of, onClose, onSaved }: Props) {
  const { today } = useSession().info.workspace;
  return (
    <FormDialog<{ site: string; url: string; date: string }>
      title="登记任务公告的发布"
      note="任务派发后发布公告；登记以前，首页一直提示待公告。"
      open={of !== undefined}
      onClose={onClose}
      initial={{ site: '', url: '', date: today }}
      submit="登记"
      onSubmit={async ({ site, url, date }) => {
        const p = await Publish.Register(of?.id ?? '', site, url, date);
        onSaved(`已登记：发布于${p.site}（${p.publishedOn}）`);
      }}
    >
      <Form.Item
        name="site"
        label="发布网站或平台"
        rules={[{ required: true, whitespace: true, message: '请填写网站或平台' }]}
      >
        <Input placeholder="例如：分局门户网站" />
      </Form.Item>
      <Form.Item name="url" label="网址">
        <Input inputMode="url" />
      </Form.Item>
      <Form.Item name="date" label="发布日期" rules={[{ required: true, message: '请填写日期' }]}>
        <DateField />
      </Form.Item>
    </FormDialog>
  );
}
