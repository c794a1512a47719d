import { Form, Input } from 'antd';
import { Plan } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';

interface Props {
  /** plan is the line that was made public, a year for all its lines, undefined for none. */
  plan: Plan | number | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  site: string;
  url: string;
  date: string;
}

/** PublishedForm records where and when a plan line, or a year's plan, was made public (art. 10). */
export function PublishedForm({ plan, onClose, onSaved }: Props) {
  const { today } = useSession().info.workspace;
  const line = typeof plan === 'object' ? plan : undefined;
  return (
    <FormDialog<Values>
      title={line ? `登记公开 ${line.no}` : `登记 ${plan} 年度计划公开`}
      note={
        line
          ? '年度计划应通过互联网门户网站向社会公开（第十条）。本机只登记，不代为发布。'
          : '登记本年度全部未公开、调整未公开和取消未公开的计划（第十条）。本机只登记，不代为发布。'
      }
      open={plan !== undefined}
      onClose={onClose}
      initial={{
        site: line?.site ?? '',
        url: line?.version === line?.announced ? (line?.url ?? '') : '',
        date: today,
      }}
      submit="登记"
      onSubmit={async ({ site, url, date }) => {
        if (line) {
          await Plan.Published(line.id, site.trim(), url.trim(), date);
          onSaved(`计划 ${line.no} 已登记公开`);
        } else if (typeof plan === 'number') {
          const count = await Plan.PublishedYear(plan, site.trim(), url.trim(), date);
          onSaved(`${plan} 年度 ${count} 项计划已登记公开`);
        }
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
