import { isPlainObject } from '../../../core/shape.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { AzureClient, Clients } from '../../resource.ts';

export function azureOf({ azure }: Clients): AzureClient {
  if (azure) return azure;
  throw new ConnectorError('not-in-cloud', { service: 'azure', call: 'connect' });
}

/** The entries under `value`. The client reads one page; a longer list is an error, because a part would mislead. */
export async function listOf(azure: AzureClient, path: string, version: string): Promise<Record<string, unknown>[]> {
  const facts = { service: 'azure', call: `GET ${path.split('/').slice(-2).join('/')}` } as const;
  const answer = await azure.get(path, version);
  if (!isPlainObject(answer) || !Array.isArray(answer['value']))
    throw new ConnectorError('unexpected-shape', { ...facts, detail: 'Wanted a list under "value".' });
  if (answer['nextLink']) throw new ConnectorError('incomplete', facts);
  return answer['value'].filter(isPlainObject);
}
