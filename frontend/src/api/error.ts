import type { Code, ErrorBody } from './generated';

/** AppError is the program's one error: a sentence for a person, never a raw exception. */
export class AppError extends Error {
  readonly code: Code;
  readonly hint: string;
  readonly field: string;
  readonly article: string;
  readonly ref: string;

  constructor(body: Partial<ErrorBody> & { code: Code; message: string }) {
    super(body.message);
    this.name = 'AppError';
    this.code = body.code;
    this.hint = body.hint ?? '';
    this.field = body.field ?? '';
    this.article = body.article ?? '';
    this.ref = body.ref ?? '';
  }
}

/** parseError reads what a failed call threw: the JSON text that Go formats, or something unforeseen. */
export function parseError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (typeof thrown === 'string') {
    try {
      const body = JSON.parse(thrown);
      if (typeof body?.code === 'string' && typeof body?.message === 'string')
        return new AppError(body);
    } catch {
      // Not JSON, so not one of our errors.
    }
  }
  console.error(thrown);
  return new AppError({
    code: 'internal',
    message: '内部错误，本次操作没有完成',
    hint: '已有数据不受影响；请重试，仍不行时请重新打开程序',
  });
}
