import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { VisitForm } from '../../api/generated';
import type { Autosave } from '../../lib/autosave';
import { type FindingRef, findingsOf } from './paths';

export interface OpenForm {
  form: Autosave;
  /** data is the visit as Go last told it; the fields' texts are form's. */
  data: VisitForm;
  /** reload asks Go again how the visit stands: evidence, self-check. */
  reload: () => void;
  /** reopen asks Go for the whole visit again. */
  reopen: () => void;
}

export const VisitContext = createContext<OpenForm | null>(null);

/** useVisit is the open visit around a field. */
export function useVisit(): OpenForm {
  const visit = useContext(VisitContext);
  if (!visit) throw new Error('useVisit needs a VisitContext');
  return visit;
}

/** FormContext is the form that a field belongs to. */
export const FormContext = createContext<Autosave | null>(null);

/** useForm is the form around a field. */
export function useForm(): Autosave {
  const form = useContext(FormContext);
  if (!form) throw new Error('useForm needs a FormContext');
  return form;
}

/** useFindings are the findings now, kept up with every keystroke. */
export function useFindings(): FindingRef[] {
  const { form } = useVisit();
  const refs = useSyncExternalStore(form.subscribe, () =>
    JSON.stringify(findingsOf(form.paths(), (p) => form.view(p).value)),
  );
  return useMemo(() => JSON.parse(refs), [refs]);
}

/** focusPath moves the focus to the field of a path, once it is drawn. */
export function focusPath(path: string): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    field?.scrollIntoView({ block: 'center' });
    (field?.querySelector('input') ?? field)?.focus();
  });
}

/** choose writes a field that is chosen rather than typed: it is sent at once. */
export function choose(form: Autosave, path: string, value: string): void {
  form.set(path, value);
  form.touch(path);
}
