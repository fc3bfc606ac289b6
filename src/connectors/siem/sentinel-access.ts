import type { Cloud } from '../../core/snapshot.ts';
import type { Certificate } from '../entra-token/certificate.ts';
import { certificateSignIn } from '../entra-token/client-credentials.ts';
import { cloudHosts } from '../entra-token/clouds.ts';
import { createTokenSource } from '../entra-token/token-source.ts';
import type { HostMap } from '../http/hosts.ts';
import { createTransport } from '../http/transport.ts';
import type { SentinelOptions } from './sentinel-sink.ts';

/** What tokens for the Logs Ingestion API are asked for. [M] for the clouds of the government and of China. */
const resources: Readonly<Record<Cloud, string>> = {
  commercial: 'https://monitor.azure.com',
  gcc: 'https://monitor.azure.com',
  gcchigh: 'https://monitor.azure.us',
  dod: 'https://monitor.azure.us',
  china: 'https://monitor.azure.cn',
};

export interface SentinelSignIn {
  cloud: Cloud;
  tenantId: string;
  clientId: string;
  certificate: Certificate;
  hostMap?: HostMap;
  proxy?: { HTTPS_PROXY?: string; NO_PROXY?: string };
}

/** Calls of Azure Monitor by an app registration of the tenant, over a transport of their own that waits little: the stream waits by itself. */
export function sentinelAccess(signIn: SentinelSignIn): { call: SentinelOptions['call']; close(): void } {
  const { cloud, hostMap, proxy } = signIn;
  const transport = createTransport({
    ...(hostMap && { hostMap }),
    ...(proxy && !hostMap && { proxy }),
    patience: { tries: 1, throttledTries: 1 },
  });
  const { now } = transport.timer;
  const fetch = certificateSignIn({ ...signIn, transport, host: cloudHosts[cloud].login, now });
  const tokens = createTokenSource(fetch, now);
  return {
    call: { transport, tokens, resource: resources[cloud], now },
    close: () => transport.close(),
  };
}
