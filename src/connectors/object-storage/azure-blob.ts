import { createHash } from 'node:crypto';
import { ContainerClient, StorageSharedKeyCredential, newPipeline } from '@azure/storage-blob';
import { dateOf } from '../../core/clock.ts';
import type { ObjectLock, ObjectStore } from '../../core/object-store.ts';
import type { ConnectorError } from '../http/errors.ts';
import { guardedAgents } from '../outbound/trust.ts';
import { storeFault } from './fault.ts';
import { type Reach, guardedReach, timeOuts, tries } from './reach.ts';

export interface AzureBlobOptions extends Reach {
  account: string;
  container: string;
  lockMode: 'locked' | 'unlocked';
  /** The account key, base64. */
  accountKey: string;
}

/**
 * A container of Azure Blob Storage with time-based immutability of each version. The container must have version-level
 * immutability switched on (https://learn.microsoft.com/azure/storage/blobs/immutable-version-level-worm-policies).
 */
export function azureBlobStore(options: AzureBlobOptions): ObjectStore {
  const { account, container, endpoint, lockMode } = options;
  const { httpAgent, httpsAgent } = guardedAgents(guardedReach(options), options.ca);
  const base = endpoint ?? `https://${account}.blob.core.windows.net`;
  const agent = base.startsWith('https:') ? httpsAgent : httpAgent;
  const pipeline = newPipeline(new StorageSharedKeyCredential(account, options.accountKey), {
    retryOptions: { maxTries: tries, tryTimeoutInMs: timeOuts.request },
    keepAliveOptions: { enable: true },
  });
  // The library makes its own connections: this is where it takes an agent.
  pipeline.factories.push({
    create: (next) => ({
      sendRequest(request) {
        (request as { agent?: unknown }).agent = agent;
        return next.sendRequest(request);
      },
    }),
  });
  const client = new ContainerClient(`${base.replace(/\/+$/, '')}/${container}`, pipeline);
  return {
    name: `Azure container ${container}`,
    locks: true,
    async put(key, bytes, until) {
      try {
        await client.getBlockBlobClient(key).upload(bytes, bytes.byteLength, {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: {
            blobContentType: 'application/octet-stream',
            blobContentMD5: createHash('md5').update(bytes).digest(),
          },
          ...(until !== undefined && {
            immutabilityPolicy: {
              expiriesOn: dateOf(until),
              policyMode: lockMode === 'locked' ? 'Locked' : 'Unlocked',
            },
          }),
        });
        return 'stored';
      } catch (error) {
        const fault = faultOf('PUT blob', error);
        if (fault.code === 'conflict') return 'there';
        throw fault;
      }
    },
    async get(key) {
      try {
        return await client.getBlockBlobClient(key).downloadToBuffer();
      } catch (error) {
        return absent(faultOf('GET blob', error));
      }
    },
    async head(key) {
      try {
        const found = await client.getBlockBlobClient(key).getProperties();
        return { size: found.contentLength ?? 0, lock: lockOf(found) };
      } catch (error) {
        return absent(faultOf('properties of a blob', error));
      }
    },
    async *list(prefix) {
      try {
        for await (const { name, properties } of client.listBlobsFlat({ prefix }))
          yield { key: name, size: properties.contentLength ?? 0 };
      } catch (error) {
        throw faultOf('list of blobs', error);
      }
    },
    async hold(key, on) {
      try {
        await client.getBlockBlobClient(key).setLegalHold(on);
      } catch (error) {
        throw faultOf('legal hold of a blob', error);
      }
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function lockOf(found: {
  immutabilityPolicyExpiresOn?: Date;
  immutabilityPolicyMode?: string;
  legalHold?: boolean;
}): ObjectLock {
  const until = found.immutabilityPolicyExpiresOn?.toISOString();
  const strength = found.immutabilityPolicyMode?.toLowerCase() === 'locked' ? 'firm' : 'soft';
  return {
    strength: until === undefined ? 'none' : strength,
    ...(until !== undefined && { until }),
    legalHold: found.legalHold === true,
  };
}

function faultOf(call: string, error: unknown): ConnectorError {
  const { name, code, statusCode, details } = error as {
    name?: string;
    code?: string;
    statusCode?: number;
    details?: { errorCode?: string; requestId?: string };
  };
  return storeFault(call, {
    ...(name !== undefined && { name }),
    ...(code !== undefined && { code }),
    ...(details?.errorCode !== undefined && { Code: details.errorCode }),
    status: statusCode,
    requestId: details?.requestId,
  });
}

/** Nothing for a blob that is not there; a container that is not there is an error. */
function absent(fault: ConnectorError): undefined {
  if (fault.code === 'not-found' && fault.facts.serviceCode !== 'ContainerNotFound') return undefined;
  throw fault;
}
