import { useCallback } from 'react';
import { Library, type Matter } from '../api/generated';
import { useLoad } from './useLoad';

/** useMatters reads the whole matter list, in the order of its codes: it is chosen from, and names stand for ids. */
export function useMatters() {
  const load = useCallback(
    async () =>
      (
        await Library.Matters({
          search: '',
          trade: '',
          department: '',
          order: 'code',
          page: 0,
          size: 0,
        })
      ).rows,
    [],
  );
  return useLoad(load);
}

/** departmentsOf are the departments that the matters name as 责任部门 or 检查主体, each once. */
export function departmentsOf(matters: Matter[]): string[] {
  const all = matters.flatMap((m) => [m.department, ...m.authority.split('，')]);
  return [...new Set(all.map((d) => d.trim()).filter(Boolean))];
}

/** namesOf are the names of matters by their ids; an id that the list does not know stands for itself. */
export function namesOf(ids: string[], matters: Matter[]): string[] {
  return ids.map((id) => matters.find((m) => m.id === id)?.name ?? id);
}
