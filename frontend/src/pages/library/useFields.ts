import { Library, type RegisterFields } from '../../api/generated';
import { useLoad } from '../../lib/useLoad';

const none: RegisterFields = { subject: [], inspector: [] };

/** useFields are the fields of the registers, as Go names them. */
export function useFields(): RegisterFields {
  return useLoad(Library.Fields).data ?? none;
}
