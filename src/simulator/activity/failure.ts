import type { Response } from '../http.ts';

/** The error form of the Management Activity API. */
export function failure(status: number, code: string, message: string): Response {
  return { status, body: { error: { code, message } } };
}
