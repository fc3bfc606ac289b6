import type { z } from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import { fetchFile } from './call.ts';

/** Fetches the file that a call gives and hands it to the person. Throws `Problem`. */
export async function saveFile<E extends Endpoint>(
  endpoint: E,
  path: Readonly<Record<string, string>>,
  body: z.input<NonNullable<E['body']>>,
): Promise<void> {
  const { name, content } = await fetchFile(endpoint, path, body);
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
