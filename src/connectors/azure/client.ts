import { type CallSettings, callJson } from '../http/call.ts';
import { limitsOf } from '../http/limits.ts';
import type { Method } from '../http/transport.ts';
import type { AzureClient } from '../resource.ts';

export interface AzureSettings extends CallSettings {
  /** `management.azure.com`. */
  host: string;
  tenantId: string;
}

/**
 * Azure Resource Manager, for the diagnostic settings of Entra logs
 * (`/providers/microsoft.aadiam/diagnosticSettings`). Every call throws ConnectorError.
 */
export function createAzureClient(settings: AzureSettings): AzureClient {
  const call = async (method: Method, path: string, version: string, json?: unknown): Promise<unknown> => {
    const { body } = await callJson(settings, {
      method,
      url: `https://${settings.host}${path.startsWith('/') ? '' : '/'}${path}?api-version=${encodeURIComponent(version)}`,
      call: `${method} ${provider(path)}`,
      limits: limitsOf('azure', { id: settings.tenantId }, method, path),
      json,
    });
    return body;
  };
  return {
    get: (path, apiVersion) => call('GET', path, apiVersion),
    put: (path, apiVersion, body) => call('PUT', path, apiVersion, body),
  };
}

/** `microsoft.aadiam/diagnosticSettings`: the part of a path that names no resource of the tenant. */
function provider(path: string): string {
  return /\/providers\/([\w.]+\/\w+)/.exec(path)?.[1] ?? 'resource';
}
