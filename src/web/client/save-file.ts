import type { z } from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import { Problem, addressOf } from './call.ts';

/** Fetches the file that a call gives and hands it to the person. The question goes in the body. Throws `Problem`. */
export async function saveFile<E extends Endpoint>(
  endpoint: E,
  path: Readonly<Record<string, string>>,
  body: z.input<NonNullable<E['body']>>,
): Promise<void> {
  const response = await fetch(addressOf(endpoint, { path }), {
    method: 'POST',
    headers: { 'x-wardline': '1', 'x-wardline-tenant': path['tenant'] ?? '', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Problem(await response.json());
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'wardline';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
