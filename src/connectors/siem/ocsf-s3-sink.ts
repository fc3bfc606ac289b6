import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SendOutcome, Sink, StreamItem } from '../../core/stream.ts';
import { addressGuard, addressRefused, isLoopback } from '../outbound/guarded-address.ts';
import { guardedAgents } from '../outbound/trust.ts';
import { ocsfOf } from './ocsf.ts';

export interface OcsfS3Options {
  bucket: string;
  region: string;
  /** Before the name of each object; without a final slash. */
  prefix: string;
  /** For a store that is not Amazon's. */
  endpoint?: string;
  allowPrivate: boolean;
  ca?: string;
  accessKeyId: string;
  secretAccessKey: string;
  version: string;
}

/** Answers that speak of the key, the bucket or the region. */
const settings =
  /^(?:AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|NoSuchBucket|PermanentRedirect|AuthorizationHeaderMalformed|AllAccessDisabled|InvalidBucketName|ExpiredToken|InvalidToken)$/;

/**
 * OCSF as packed lines of JSON in a bucket. The name of an object follows from its content, so that a batch that is sent
 * again writes the same object and not a second one: `prefix/tenant/2026/11/22/<hash>.jsonl.gz`.
 */
export function ocsfS3Sink(options: OcsfS3Options): Sink {
  const { bucket, region, endpoint, ca } = options;
  const host = endpoint === undefined ? '' : new URL(endpoint).hostname.replace(/^\[|\]$/g, '');
  const guard = addressGuard(options.allowPrivate);
  const isPlain = endpoint?.startsWith('http:') === true;
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    // The stream waits and tries again by itself.
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 10_000,
      requestTimeout: 60_000,
      ...guardedAgents(guard, ca),
    },
  });
  return {
    most: { items: 5_000, bytes: 8_000_000 },
    async send(items, signal): Promise<SendOutcome> {
      if (isPlain && !isLoopback(host)) return { kind: 'blocked', why: 'The address of the S3 store is not https.' };
      if (guard.refuses(host)) return { kind: 'blocked', why: refused };
      const lines = items.map((item) => `${JSON.stringify(ocsfOf(item, options.version))}\n`).join('');
      const body = gzipSync(lines);
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: keyOf(options.prefix, items, lines),
        Body: body,
        ContentType: 'application/x-ndjson',
        ContentEncoding: 'gzip',
      });
      try {
        await client.send(command, { abortSignal: signal });
        return { kind: 'delivered', answer: 'stored' };
      } catch (error) {
        signal?.throwIfAborted();
        return faultOf(error);
      }
    },
    close: () => Promise.resolve(client.destroy()),
  };
}

const refused =
  'The address of the S3 store lies in a private network or is one that is never called. With allowPrivate: true a private one may be.';

function keyOf(prefix: string, items: readonly StreamItem[], lines: string): string {
  const first = items[0]!;
  const day = first.at.slice(0, 10).replaceAll('-', '/');
  const tenant = first.kind === 'event' ? first.tenant.id : first.notice.tenant.id;
  const name = createHash('sha256').update(lines).digest('hex').slice(0, 32);
  return [prefix, tenant, day, `${name}.jsonl.gz`].filter((part) => part !== '').join('/');
}

function faultOf(error: unknown): SendOutcome {
  const {
    name = '',
    code = '',
    $metadata,
  } = error as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  if (code === addressRefused) return { kind: 'blocked', why: refused };
  if (/CERT|^UNABLE_TO_|ALTNAME/.test(code))
    return { kind: 'blocked', why: `The certificate of the S3 store is not trusted (${code}).` };
  const word = /^[A-Za-z]{1,60}$/.test(name) ? name : 'error';
  const why = status === undefined ? `The S3 store cannot be reached (${code || word}).` : `HTTP ${status}, ${word}`;
  if (settings.test(name) || status === 401 || status === 403 || status === 404 || status === 301)
    return { kind: 'blocked', why };
  return { kind: 'later', why };
}
