import {
  Alert,
  Button,
  Flex,
  InputNumber,
  Progress,
  Table,
  type TableColumnsType,
  Tag,
} from 'antd';
import { useCallback, useState } from 'react';
import { type DepartmentMeter, Plan, type Meters as YearMeters } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ErrorAlert } from '../../components/ErrorAlert';
import { ExportButton } from '../../components/ExportButton';
import { formatInstant } from '../../lib/clock';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { CloseYearForm } from './CloseYearForm';
import { YearStanding } from './YearStanding';
import { share } from './year';

/** Meters 年度指标: how far the year has come by art. 8 and 11, what is missing, and its closing. */
export function Meters() {
  const { today } = useSession().info.workspace;
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [closing, setClosing] = useState(false);
  const [done, say] = useDone();
  const load = useCallback(
    async () => ({ now: await Plan.Meters(year), closed: await Plan.YearClosed(year) }),
    [year],
  );
  const { data, error, reload } = useLoad(load);
  const closed = data?.closed.id ? data.closed : undefined;
  return (
    <>
      <Flex className="table-tools" gap="small" align="center" wrap>
        <InputNumber
          aria-label="年度"
          min={2000}
          max={2999}
          value={year}
          suffix="年度"
          onChange={(y) => y && setYear(y)}
        />
        <ExportButton
          label="导出指标"
          note="年度指标存为 Excel 表格；已结账的年度附结账时的数字。"
          name={`${year}年度指标.xlsx`}
          onExport={(out) => Plan.SaveMeters(year, out)}
          onDone={say}
        />
        {data && !closed && <Button onClick={() => setClosing(true)}>年终结账</Button>}
      </Flex>
      {done}
      <ErrorAlert error={error} onRetry={reload} />
      {data && (
        <Flex vertical gap="middle">
          <YearStanding meters={data.now} today={today} />
          {closed && (
            <Alert
              type={closed.reason ? 'warning' : 'success'}
              showIcon
              title={`${year} 年度已于 ${formatInstant(closed.at)} 结账，办理人 ${closed.by}`}
              description={
                closed.reason &&
                `指标未达到仍予结账：${closed.reason}。批准：${closed.approver}（${closed.post}）`
              }
            />
          )}
          <Joint meters={data.now} />
          <Departments now={data.now.departments} closed={closed?.meters.departments} />
        </Flex>
      )}
      <CloseYearForm
        year={year}
        missing={data?.now.missing ?? []}
        open={closing}
        onClose={() => setClosing(false)}
        onSaved={(text) => {
          setClosing(false);
          say(text);
          reload();
        }}
      />
    </>
  );
}

function Joint({ meters: m }: { meters: YearMeters }) {
  return (
    <section aria-label="联合抽查">
      <h2>联合抽查次数</h2>
      <Progress
        percent={share(m.joint, m.tasks)}
        success={{ percent: 0 }}
        status={m.jointOk ? 'success' : 'normal'}
        format={() => `${m.joint}/${m.tasks}`}
        aria-label={`联合抽查 ${m.joint} 次，共抽查 ${m.tasks} 次`}
      />
      <p className="under">
        联合抽查不低于总抽查次数的 10%（第八条）。名单锁定以后计数；未锁定 {m.unlocked}{' '}
        个任务、非随机检查 {m.nonRandom} 个不计。
      </p>
    </section>
  );
}

function Departments(props: { now: DepartmentMeter[]; closed: DepartmentMeter[] | undefined }) {
  const { now, closed } = props;
  const columns: TableColumnsType<DepartmentMeter> = [
    {
      key: 'department',
      title: '警种部门',
      width: 180,
      render: (_, d) => (
        <>
          {d.department}
          {d.unkept && (
            <Tag color="warning" className="after-text">
              无对应部门
            </Tag>
          )}
        </>
      ),
    },
    {
      key: 'covered',
      title: '覆盖（已公示/有效对象，不低于 5%）',
      render: (_, d) => (
        <Progress
          percent={share(d.covered, d.subjects)}
          status={d.coverageOk ? 'success' : 'normal'}
          format={() => `${d.covered}/${d.subjects}`}
          aria-label={`${d.department} 已公示 ${d.covered} 户，有效对象 ${d.subjects} 户`}
        />
      ),
    },
    { key: 'target', title: '应达', render: (_, d) => `${d.target} 户`, width: 90 },
    {
      key: 'miss',
      title: '还差',
      render: (_, d) => (d.miss ? `${d.miss} 户` : '已达到'),
      width: 90,
    },
    { key: 'waiting', title: '已查未公示', dataIndex: 'waiting', width: 100 },
    { key: 'invalid', title: '失效对象', dataIndex: 'invalid', width: 90 },
    {
      key: 'joint',
      title: '联合（发起/参与）',
      width: 150,
      render: (_, d) => (
        <>
          {d.initiated}/{d.joined}{' '}
          {!d.unkept && (
            <Tag color={d.jointOk ? 'success' : 'warning'}>
              {d.jointOk ? '已达到' : '还差 1 次'}
            </Tag>
          )}
        </>
      ),
    },
  ];
  if (now.some((d) => d.lockedOn !== '')) {
    columns.push({
      key: 'locked',
      title: '最近锁定时有效对象',
      width: 160,
      render: (_, d) =>
        d.lockedOn ? (
          <>
            {d.atLock} 户
            <br />
            <span className="under" title={`任务 ${d.lockedNo}`}>
              {d.lockedOn}
            </span>
          </>
        ) : (
          '—'
        ),
    });
  }
  if (closed) {
    columns.push({
      key: 'closed',
      title: '结账时',
      width: 120,
      render: (_, d) => {
        const then = closed.find((c) => c.department === d.department);
        return then ? `${then.covered}/${then.subjects}` : '—';
      },
    });
  }
  return (
    <section aria-label="各警种覆盖">
      <h2>各警种部门</h2>
      <Table<DepartmentMeter>
        size="small"
        rowKey="department"
        columns={columns}
        dataSource={now}
        pagination={false}
        scroll={{ x: 1080 }}
        locale={{ emptyText: '名录库中还没有警种部门。请先在“一单两库”导入执法检查人员。' }}
      />
    </section>
  );
}
