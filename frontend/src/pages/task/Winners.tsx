import { Table, Typography } from 'antd';
import type { Task } from '../../api/generated';

/** Winners lists the drawn subjects in visit order, and whom the platform's list had that are not inspected. */
export function Winners({ task }: { task: Task }) {
  const omitted = task.omitted ?? [];
  const locked = task.state !== 'drawn';
  return (
    <section aria-label="检查对象名单">
      <Typography.Title level={2} className="section-title">
        检查对象名单（{task.winners.length} 户，{locked ? '已锁定' : '未锁定'}）
      </Typography.Title>
      <Table
        size="small"
        rowKey="subject"
        dataSource={task.winners.map((w, i) => ({ ...w, order: i + 1 }))}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 户` }}
        columns={[
          { key: 'order', title: '次序', dataIndex: 'order', width: 80 },
          { key: 'code', title: '统一社会信用代码/注册号', dataIndex: 'code', width: 240 },
          { key: 'name', title: '名称', dataIndex: 'name' },
        ]}
      />
      {omitted.length > 0 && (
        <>
          <Typography.Title level={3} className="section-title">
            平台名单中不列入的（{omitted.length} 户）
          </Typography.Title>
          <Table
            size="small"
            rowKey="subject"
            dataSource={omitted}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 户` }}
            columns={[
              { key: 'code', title: '统一社会信用代码/注册号', dataIndex: 'code', width: 240 },
              { key: 'name', title: '名称', dataIndex: 'name' },
              { key: 'why', title: '原因', dataIndex: 'why' },
              { key: 'reason', title: '理由', dataIndex: 'reason' },
            ]}
          />
        </>
      )}
    </section>
  );
}
