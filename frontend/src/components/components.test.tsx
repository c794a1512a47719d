import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../api/error';
import type { Info, Job } from '../api/generated';
import { SessionContext } from '../lib/session';
import { DataTable, type PageAnswer, type PageQuery } from './DataTable';
import { Digest, shortDigest } from './Digest';
import { ErrorAlert } from './ErrorAlert';
import { FilePick } from './FilePick';
import { JobProgress, percent } from './JobProgress';
import { Nav } from './Nav';
import { PageFence } from './PageFence';

const calls = vi.fn();

beforeEach(() => {
  const bound = new Proxy(
    {},
    {
      get:
        (_, method: string) =>
        (...args: unknown[]) =>
          calls(method, args),
    },
  );
  window.go = { app: { Session: bound, Jobs: bound } };
});

afterEach(() => {
  delete window.go;
  calls.mockReset();
});

function show(ui: ReactNode) {
  return render(
    <ConfigProvider locale={zhCN} button={{ autoInsertSpace: false }}>
      {ui}
    </ConfigProvider>,
  );
}

describe('ErrorAlert', () => {
  test('says what, under which article, and what to do', async () => {
    const retry = vi.fn();
    show(
      <ErrorAlert
        error={
          new AppError({
            code: 'refused',
            message: '不少于两人',
            article: '第十五条',
            hint: '再选一人',
          })
        }
        onRetry={retry}
      />,
    );
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('不少于两人（第十五条）');
    expect(alert.textContent).toContain('再选一人');
    await userEvent.click(screen.getByRole('button', { name: '重试' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  test('is silent about a cancelled action', () => {
    show(<ErrorAlert error={new AppError({ code: 'canceled', message: '已取消' })} />);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

test('PageFence keeps a failing page inside and lets it be tried again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  let broken = true;
  function Page() {
    if (broken) throw new TypeError("reading 'x' of undefined");
    return <p>好了</p>;
  }
  show(
    <PageFence>
      <Page />
    </PageFence>,
  );
  expect(screen.getByRole('alert').textContent).not.toContain('undefined');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: '重试' }));
  screen.getByText('好了');
});

test('Digest shows sixteen digits and holds the whole', () => {
  const value = '0123456789abcdef'.repeat(4);
  expect(shortDigest(value)).toBe('0123 4567 89ab cdef');
  show(<Digest value={value} />);
  screen.getByText('0123 4567 89ab cdef');
  screen.getByRole('button');
});

describe('JobProgress', () => {
  const job: Job = {
    id: 'j1',
    title: '导入检查对象',
    state: 'running',
    done: 30,
    total: 120,
    note: '正在核对',
    error: null,
    started: '',
    ended: '',
  };

  test('percent never promises more than is done', () => {
    expect(percent(job)).toBe(25);
    expect(percent({ ...job, done: 119.9 })).toBe(99);
    expect(percent({ ...job, total: 0 })).toBe(0);
    expect(percent({ ...job, total: 0, state: 'done' })).toBe(100);
  });

  test('a running job can be cancelled', async () => {
    show(<JobProgress job={job} />);
    screen.getByText('正在核对');
    await userEvent.click(screen.getByRole('button', { name: '取消' }));
    expect(calls).toHaveBeenCalledWith('Cancel', ['j1']);
  });

  test('a failed job says why and cannot be cancelled', () => {
    const error = {
      code: 'storage',
      message: '磁盘已满',
      hint: '',
      field: '',
      article: '',
      ref: '',
    } as const;
    show(<JobProgress job={{ ...job, state: 'failed', error }} />);
    screen.getByText('磁盘已满');
    expect(screen.queryByRole('button', { name: '取消' })).toBeNull();
  });
});

describe('FilePick', () => {
  const info = { window: true } as Info;

  test('in the window the dialog gives the path', async () => {
    calls.mockResolvedValue('D:\\名录.xlsx');
    const change = vi.fn();
    show(
      <SessionContext value={{ info, reload: () => {} }}>
        <FilePick kind="sheet" label="名录" value="" onChange={change} />
      </SessionContext>,
    );
    await userEvent.click(screen.getByRole('button', { name: '选择文件' }));
    await waitFor(() => expect(change).toHaveBeenCalledWith('D:\\名录.xlsx'));
    expect(calls).toHaveBeenCalledWith('PickFile', ['sheet']);
  });

  test('a cancelled dialog changes nothing', async () => {
    calls.mockResolvedValue('');
    const change = vi.fn();
    show(
      <SessionContext value={{ info, reload: () => {} }}>
        <FilePick kind="sheet" label="名录" value="a" onChange={change} />
      </SessionContext>,
    );
    await userEvent.click(screen.getByRole('button', { name: '选择文件' }));
    expect(change).not.toHaveBeenCalled();
  });
});

describe('DataTable', () => {
  const columns = [{ key: 'name', dataIndex: 'name', title: '名称', sorter: true }];

  test('asks Go for pages, order and matches', async () => {
    const load = vi.fn(async (q: PageQuery) => ({
      rows: [{ id: `${q.page}`, name: `第${q.page}页` }],
      total: 45,
    }));
    show(
      <DataTable
        label="名录"
        columns={columns}
        rowKey="id"
        load={load}
        search="按名称查找"
        empty="没有"
      />,
    );
    await screen.findByText('第1页');
    screen.getByText('共 45 条');
    await userEvent.click(screen.getByTitle('2'));
    await screen.findByText('第2页');
    await userEvent.click(screen.getByRole('columnheader', { name: /名称/ }));
    await waitFor(() =>
      expect(load).toHaveBeenLastCalledWith(expect.objectContaining({ order: 'name' })),
    );
    await userEvent.type(screen.getByRole('searchbox', { name: '按名称查找' }), '旅馆{Enter}');
    await waitFor(() =>
      expect(load).toHaveBeenLastCalledWith(expect.objectContaining({ search: '旅馆', page: 1 })),
    );
  });

  test('an error stands above the table and can be retried', async () => {
    const load = vi
      .fn<() => Promise<PageAnswer<{ id: string }>>>()
      .mockRejectedValueOnce(new AppError({ code: 'storage', message: '读不出来' }))
      .mockResolvedValue({ rows: [], total: 0 });
    show(<DataTable label="名录" columns={columns} rowKey="id" load={load} empty="还没有导入" />);
    const alert = await screen.findByRole('alert');
    await userEvent.click(within(alert).getByRole('button', { name: '重试' }));
    await screen.findByText('还没有导入');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});

test('Nav moves with the arrows and goes round', async () => {
  show(<Nav current="task" />);
  expect(screen.getByRole('link', { current: 'page' }).textContent).toBe('抽查任务');
  screen.getByRole('link', { name: '首页' }).focus();
  await userEvent.keyboard('{ArrowUp}');
  expect(document.activeElement?.textContent).toBe('设置');
  await userEvent.keyboard('{Home}{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('一单两库');
});
