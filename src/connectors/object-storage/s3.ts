import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { dateOf } from '../../core/clock.ts';
import type { ObjectLock, ObjectStore } from '../../core/object-store.ts';
import type { ConnectorError } from '../http/errors.ts';
import { guardedAgents } from '../outbound/trust.ts';
import { storeFault } from './fault.ts';
import { type Reach, guardedReach, timeOuts, tries } from './reach.ts';

export interface S3Options extends Reach {
  bucket: string;
  region: string;
  lockMode: 'compliance' | 'governance';
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * A bucket of Amazon S3 or of a store that speaks its language, with object lock. An object is put under the condition
 * that none of its key is there. Locking a bucket's objects needs object lock, chosen when the bucket is made.
 */
export function s3Store(options: S3Options): ObjectStore {
  const { bucket, region, endpoint, ca, lockMode } = options;
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    maxAttempts: tries,
    // Checksums are given by hand: stores beside Amazon's do not know the trailing form.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: timeOuts.connection,
      requestTimeout: timeOuts.request,
      ...guardedAgents(guardedReach(options), ca),
    },
  });
  const at = (key: string) => ({ Bucket: bucket, Key: key });
  const head: ObjectStore['head'] = async (key) => {
    try {
      const found = await client.send(new HeadObjectCommand(at(key)));
      return { size: found.ContentLength ?? 0, lock: lockOf(found) };
    } catch (error) {
      return absent(faultOf('HEAD object', error));
    }
  };
  return {
    name: `S3 bucket ${bucket}`,
    locks: true,
    head,
    async put(key, bytes, until) {
      // A store that does not know the condition would write over what is there.
      if (await head(key)) return 'there';
      try {
        await client.send(
          new PutObjectCommand({
            ...at(key),
            Body: bytes,
            ContentType: 'application/octet-stream',
            ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
            IfNoneMatch: '*',
            ...(until !== undefined && {
              ObjectLockMode: lockMode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
              ObjectLockRetainUntilDate: dateOf(until),
            }),
          }),
        );
        return 'stored';
      } catch (error) {
        const fault = faultOf('PUT object', error);
        if (fault.facts.status === 412) return 'there';
        throw fault;
      }
    },
    async get(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(key)));
        return await Body?.transformToByteArray();
      } catch (error) {
        return absent(faultOf('GET object', error));
      }
    },
    async *list(prefix) {
      let after: string | undefined;
      do {
        const page = await client
          .send(
            new ListObjectsV2Command({
              ...{ Bucket: bucket, Prefix: prefix },
              ...(after !== undefined && { ContinuationToken: after }),
            }),
          )
          .catch((error: unknown) => {
            throw faultOf('list of objects', error);
          });
        for (const { Key: key, Size: size } of page.Contents ?? [])
          if (key !== undefined) yield { key, size: size ?? 0 };
        after = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (after !== undefined);
    },
    async hold(key, on) {
      try {
        await client.send(new PutObjectLegalHoldCommand({ ...at(key), LegalHold: { Status: on ? 'ON' : 'OFF' } }));
      } catch (error) {
        throw faultOf('legal hold of an object', error);
      }
    },
    close: () => client.destroy(),
  };
}

function lockOf(found: {
  ObjectLockMode?: string | undefined;
  ObjectLockRetainUntilDate?: Date | undefined;
  ObjectLockLegalHoldStatus?: string | undefined;
}): ObjectLock {
  const until = found.ObjectLockRetainUntilDate?.toISOString();
  const strength = found.ObjectLockMode === 'COMPLIANCE' ? 'firm' : found.ObjectLockMode ? 'soft' : 'none';
  return {
    strength: until === undefined ? 'none' : strength,
    ...(until !== undefined && { until }),
    legalHold: found.ObjectLockLegalHoldStatus === 'ON',
  };
}

function faultOf(call: string, error: unknown): ConnectorError {
  const { name, code, Code, $metadata } = error as {
    name?: string;
    code?: string;
    Code?: string;
    $metadata?: { httpStatusCode?: number; requestId?: string };
  };
  return storeFault(call, {
    ...(name !== undefined && { name }),
    ...(code !== undefined && { code }),
    ...(Code !== undefined && { Code }),
    status: $metadata?.httpStatusCode,
    requestId: $metadata?.requestId,
  });
}

/** Nothing for an object that is not there; a bucket that is not there is an error. */
function absent(fault: ConnectorError): undefined {
  if (fault.code === 'not-found' && fault.facts.serviceCode !== 'NoSuchBucket') return undefined;
  throw fault;
}
