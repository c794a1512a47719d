import { Form, Typography } from 'antd';
import { useState } from 'react';
import { Dispatch, type VerifyReport } from '../../api/generated';
import { ActionForm } from '../../components/ActionForm';
import { FilePick } from '../../components/FilePick';
import { VerdictView } from './VerdictView';

/** VerifyFile checks any package this program ever wrote; nothing is imported. */
export function VerifyFile() {
  const [report, setReport] = useState<VerifyReport>();
  return (
    <>
      <div className="page-form">
        <Typography.Paragraph>
          只核验，不导入：逐个文件核对摘要，核对签名，抽取结果包另外重算一遍。
        </Typography.Paragraph>
        <ActionForm<{ path: string }>
          initial={{ path: '' }}
          submit="核验"
          onSubmit={async ({ path }) => {
            setReport(undefined);
            setReport(await Dispatch.Verify(path.trim()));
          }}
        >
          <Form.Item
            name="path"
            label="要核验的包"
            rules={[{ required: true, whitespace: true, message: '请选择数据包或填写路径' }]}
          >
            <FilePick kind="package" label="要核验的包" />
          </Form.Item>
        </ActionForm>
      </div>
      <div role="status" aria-label="核验结果" className="after-block">
        {report && <VerdictView report={report} />}
      </div>
    </>
  );
}
