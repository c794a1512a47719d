import { Empty, Input, Table, type TableColumnsType, type TablePaginationConfig } from 'antd';
import type { SorterResult } from 'antd/es/table/interface';
import { type ReactNode, useCallback, useState } from 'react';
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
  /** load answers a question; keep it in useCallback. */
  load: (query: PageQuery) => Promise<PageAnswer<T>>;
  /** search is the placeholder of the search box; no box without it. */
  search?: string;
  /** empty is shown when there is nothing. */
  empty: ReactNode;
}

const firstPage: PageQuery = { search: '', order: '', page: 1, size: 20 };

/** DataTable shows a list that stays in Go: paged, sorted and searched there. */
export function DataTable<T extends object>(props: Props<T>) {
  const { label, columns, rowKey, load, search, empty } = props;
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
      {search && (
        <Input.Search
          className="table-search"
          aria-label={search}
          placeholder={search}
          allowClear
          onSearch={(text) => setQuery((q) => ({ ...q, search: text.trim(), page: 1 }))}
        />
      )}
      <ErrorAlert error={error} onRetry={reload} />
      <Table<T>
        size="middle"
        columns={columns}
        dataSource={data?.rows}
        rowKey={rowKey}
        loading={loading}
        onChange={change}
        scroll={{ x: 'max-content' }}
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
