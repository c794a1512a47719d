import { Alert, Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { type HeaderRow, type PlatformReport, Task } from '../../api/generated';
import { ColumnMap } from '../library/ColumnMap';
import { found } from '../library/columns';
import { HeaderPick } from '../library/HeaderPick';
import { nothing } from './PlatformAdd';

interface Props {
  task: string;
  path: string;
  report: PlatformReport;
  /** at is the row that a person pointed at as the head and whose columns are not settled yet. */
  at: HeaderRow;
  /** onRead takes the preview that follows from another head or other columns. */
  onRead: (report: PlatformReport, at: HeaderRow) => void;
}

/** PlatformColumns says which column of the platform's sheet was read as what, and lets a person say otherwise. */
export function PlatformColumns({ task, path, report, at, onRead }: Props) {
  const { head, unread } = report;
  const [seeking, setSeeking] = useState(false);
  const settled = !unread && at.row === 0;
  const open = seeking || !settled;
  if (head.top.length === 0) return null; // JSON names its fields
  const input = { ...nothing, task, path };
  const pick = async (row: HeaderRow) =>
    onRead(await Task.PreviewPlatform({ ...input, at: row }), row);
  return (
    <Flex vertical gap="middle">
      {unread && (
        <Alert
          type="warning"
          showIcon
          title={unread}
          description="各列的名称不是通常的写法：指明哪一行是表头、哪一列是什么，同样表头的名单以后照此读取。选错了文件的，重新选择。"
        />
      )}
      {!unread && at.row > 0 && (
        <Alert
          type="info"
          showIcon
          title={`以第 ${at.row} 行为表头。核对下面各列的对应，按此对应重新核对之后导入。`}
        />
      )}
      {head.header > 0 && (
        <div>
          <Typography.Text type="secondary">
            {head.sheet && `工作表“${head.sheet}”，`}第 {head.header} 行是表头
            {head.mapped && '，按以前选定的对应读取'}
          </Typography.Text>{' '}
          {settled && (
            <Button type="link" size="small" aria-expanded={open} onClick={() => setSeeking(!open)}>
              {open ? '收起' : '查看或改变各列的对应'}
            </Button>
          )}
        </div>
      )}
      {open && <h2 className="visually-hidden">名单的表头和列</h2>}
      {open && <HeaderPick head={head} onPick={pick} />}
      {open && head.header > 0 && (
        <ColumnMap
          key={head.columns.map((c) => c.title + c.field).join('\n') + head.mapped}
          head={head}
          at={at}
          onMap={async (row, choices) =>
            onRead(await Task.MapPlatform({ ...input, at: row }, choices), found)
          }
        />
      )}
    </Flex>
  );
}
