import type { AppError } from '../api/error';

/** at puts an error beside the form item it is about, when field is the one at fault. */
export function at(error: AppError | undefined, field: string) {
  if (error?.field !== field) return {};
  return { validateStatus: 'error' as const, help: error.message };
}
