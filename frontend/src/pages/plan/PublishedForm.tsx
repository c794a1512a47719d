import { Form, Input } from 'antd';
import { Plan } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';

interface Props {
  plan: Plan | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  site: string;
  url: string;
  date: string;
}

/** PublishedForm records where and when a plan line was made public (art. 10). */
export function PublishedForm({ plan, onClose, onSaved }: Props) {
  const { today } = useSession().info.workspace;
  return (
    <FormDialog<Values>
      title={`登记公开 ${plan?.no ?? ''}`}
      note="年度计划应通过互联网门户网站向社会公开（第十条）。本机只登记，不代为发布。"
      open={plan !== undefined}
      onClose={onClose}
      initial={{ site: plan?.site ?? '', url: plan?.url ?? '', date: plan?.publishedOn || today }}
      submit="登记"
      onSubmit={async ({ site, url, date }) => {
        if (!plan) return;
        await Plan.Published(plan.id, site.trim(), url.trim(), date);
        onSaved(`计划 ${plan.no} 已登记公开`);
      }}
    >
      <Form.Item
        name="site"
        label="公开网站"
        rules={[{ required: true, message: '请填写公开网站' }]}
      >
        <Input placeholder="例如：区政府门户网站" />
      </Form.Item>
      <Form.Item name="url" label="网址">
        <Input inputMode="url" />
      </Form.Item>
      <Form.Item
        name="date"
        label="公开日期"
        rules={[{ required: true, message: '请填写公开日期' }]}
      >
        <DateField />
      </Form.Item>
    </FormDialog>
  );
}
