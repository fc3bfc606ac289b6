import { createPrivateKey } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { systemTimer } from '../../connectors/http/timer.ts';
import { webhookKey } from '../../connectors/outbound/signature.ts';
import { ocsfFileSink } from '../../connectors/siem/ocsf-file-sink.ts';
import { ocsfWebhookSink } from '../../connectors/siem/ocsf-webhook-sink.ts';
import { sentinelAccess } from '../../connectors/siem/sentinel-access.ts';
import { sentinelSink } from '../../connectors/siem/sentinel-sink.ts';
import { splunkSink } from '../../connectors/siem/splunk-sink.ts';
import { syslogSink } from '../../connectors/siem/syslog-sink.ts';
import { now } from '../../core/clock.ts';
import type { Stream } from '../../core/delivery.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Sink } from '../../core/stream.ts';
import type { Store } from '../../store/open.ts';
import type { Tenant } from '../../store/tenants.ts';
import type { Invocation } from '../command.ts';
import { signInOf } from '../live.ts';
import { secretOf, trustedIn } from './settings.ts';

export interface DeliveryContext {
  store: Store;
  tenant: Tenant;
  invocation: Pick<Invocation, 'env' | 'version'>;
  /** The folder that files named in wardline.yaml are relative to. */
  folder: string;
}

/** The other side of a stream, with its secret. The caller closes it. */
export async function sinkOf(stream: Stream, { store, tenant, invocation, folder }: DeliveryContext): Promise<Sink> {
  const { env, version } = invocation;
  const secret = await secretOf(store, env, tenant, stream);
  const ca = trustedIn(folder, 'ca' in stream ? stream.ca : undefined);
  const allowPrivate = 'allowPrivate' in stream && stream.allowPrivate === true;
  switch (stream.kind) {
    case 'syslog':
      return syslogSink({ ...stream, ...ca, origin: { host: hostname(), version } });
    case 'splunk':
      return splunkSink({ ...stream, ...ca, allowPrivate, token: secret, host: hostname(), timer: systemTimer });
    case 'sentinel': {
      const {
        clientId,
        certificate: pem,
        privateKey,
        hostMap,
      } = await signInOf(store, env, tenant, stream.registration);
      const access = sentinelAccess({
        ...{ cloud: tenant.cloud, tenantId: tenant.id, clientId },
        certificate: { pem, privateKey: createPrivateKey(privateKey) },
        ...(hostMap && { hostMap }),
        ...(env['HTTPS_PROXY'] && { proxy: { HTTPS_PROXY: env['HTTPS_PROXY'], NO_PROXY: env['NO_PROXY'] ?? '' } }),
      });
      return { ...sentinelSink({ ...stream, call: access.call }), close: () => Promise.resolve(access.close()) };
    }
    case 'ocsf-file':
      return ocsfFileSink({ folder: resolve(folder, stream.folder), version, now });
    case 'ocsf-webhook':
      return ocsfWebhookSink({
        ...{ ...stream, ...ca, allowPrivate, version, timer: systemTimer },
        key: signingKey(secret, stream.name),
      });
    case 'ocsf-s3': {
      const [accessKeyId, secretAccessKey] = keysIn(secret, stream.name);
      // Its package is large, and most processes write to no bucket.
      const { ocsfS3Sink } = await import('../../connectors/siem/ocsf-s3-sink.ts');
      return ocsfS3Sink({ ...stream, ...ca, allowPrivate, version, accessKeyId, secretAccessKey });
    }
  }
}

/** Throws `bad-input` for a secret that could be guessed. */
export function signingKey(secret: string, name: string): NonNullable<ReturnType<typeof webhookKey>> {
  const key = webhookKey(secret);
  if (key) return key;
  throw new WardlineError(
    'bad-input',
    `The secret of ${name} is shorter than 16 characters.`,
    `Make one: openssl rand -hex 32 | wardline routes set-secret ${name}`,
  );
}

function keysIn(secret: string, name: string): [string, string] {
  const at = secret.indexOf(':');
  if (at > 0 && at < secret.length - 1) return [secret.slice(0, at), secret.slice(at + 1)];
  throw new WardlineError(
    'bad-input',
    `The secret of ${name} is not an access key id and a secret access key with a colon between them.`,
    `Set it again: wardline routes set-secret ${name}`,
  );
}
