import { SearchOutlined } from '@ant-design/icons';
import { Empty, Flex, Input, Table, type TableColumnsType, type TablePaginationConfig } from 'antd';
import type { SorterResult } from 'antd/es/table/interface';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLoad } from '../lib/useLoad';
import { ErrorAlert } from './ErrorAlert';

/** A question for one page of a list. Counting, sorting and searching happen in SQL. */
export interface PageQuery {
  search: string;
  /** order is a column, "-" before it for descending, "" for the list's own order. */
  order: string;
  /** page counts from 1. */
  page: number;
  size: number;
}

export interface PageAnswer<T> {
  total: number;
  rows: T[];
}

interface Props<T> {
  /** label names the table for screen readers. */
  label: string;
  columns: TableColumnsType<T>;
  rowKey: keyof T & string;
  /** load answers a question; keep it in useCallback. A new one asks again. */
  load: (query: PageQuery) => Promise<PageAnswer<T>>;
  /** search is the placeholder of the search box; no box without it. */
  search?: string;
  /** tools stand beside the search box. */
  tools?: ReactNode;
  /** empty is shown when there is nothing. */
  empty: ReactNode;
  /** selection lets rows be ticked, across pages. */
  selection?: { keys: string[]; onChange: (keys: string[]) => void };
  /** narrow: the table fits into a drawer and never scrolls sideways. */
  narrow?: boolean;
}

const firstPage: PageQuery = { search: '', order: '', page: 1, size: 20 };
const typingPause = 250; // milliseconds without a keystroke before asking

/** DataTable shows a list that stays in Go: paged, sorted and, as one types, searched there. */
export function DataTable<T extends object>(props: Props<T>) {
  const { label, columns, rowKey, load, search, tools, empty, selection, narrow } = props;
  const [query, setQuery] = useState(firstPage);
  const ask = useCallback(() => load(query), [load, query]);
  const { data, error, loading, reload } = useLoad(ask);

  const change = (
    pages: TablePaginationConfig,
    _: unknown,
    sorter: SorterResult<T> | SorterResult<T>[],
  ) => {
    const by = Array.isArray(sorter) ? sorter[0] : sorter;
    setQuery((q) => ({
      ...q,
      page: pages.current ?? 1,
      size: pages.pageSize ?? q.size,
      order: by?.order ? `${by.order === 'descend' ? '-' : ''}${by.columnKey}` : '',
    }));
  };

  return (
    <section aria-label={label} aria-busy={loading}>
      {(search || tools) && (
        <Flex className="table-tools" gap="small" align="center" wrap>
          {search && (
            <SearchBox
              label={search}
              onSearch={(text) => setQuery((q) => ({ ...q, search: text, page: 1 }))}
            />
          )}
          {tools}
        </Flex>
      )}
      <ErrorAlert error={error} onRetry={reload} />
      <Table<T>
        size="middle"
        columns={columns}
        dataSource={data?.rows}
        rowKey={rowKey}
        loading={loading}
        onChange={change}
        rowSelection={
          selection && {
            selectedRowKeys: selection.keys,
            preserveSelectedRowKeys: true,
            hideSelectAll: true, // a list may be longer than the page: all of it is another choice
            columnTitle: '选',
            onChange: (keys) => selection.onChange(keys as string[]),
            getCheckboxProps: (row) => ({ 'aria-label': `选择 ${nameOf(row)}` }),
          }
        }
        scroll={narrow ? undefined : { x: 960 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} /> }}
        pagination={{
          current: query.page,
          pageSize: query.size,
          total: data?.total ?? 0,
          showSizeChanger: true,
          showTotal: (n) => `共 ${n} 条`,
        }}
      />
    </section>
  );
}

/** nameOf names a row for screen readers. */
function nameOf(row: object): string {
  return 'name' in row ? String(row.name) : '这一行';
}

/** SearchBox tells what to look for after a pause in typing, and never a half-composed pinyin. */
function SearchBox({ label, onSearch }: { label: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState('');
  const composing = useRef(false);
  const told = useRef('');

  useEffect(() => {
    const timer = setTimeout(() => {
      if (told.current === wanted) return;
      told.current = wanted;
      onSearch(wanted);
    }, typingPause);
    return () => clearTimeout(timer);
  }, [wanted, onSearch]);

  return (
    <Input
      className="table-search"
      type="search"
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined />}
      allowClear
      value={text}
      onChange={(e) => {
        setText(e.target.value);
        if (!composing.current) setWanted(e.target.value.trim());
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(e) => {
        composing.current = false;
        setWanted(e.currentTarget.value.trim());
      }}
    />
  );
}
