import { ConnectorError } from '../http/errors.ts';
import { type CallAnswer, type CallSettings, callJson } from '../http/call.ts';
import { type LimitedTenant, limitsOf } from '../http/limits.ts';
import type { ManagementActivityClient } from '../resource.ts';

interface ActivitySettings extends CallSettings {
  /** `manage.office.com`. */
  host: string;
  tenantId: string;
  tenant: LimitedTenant;
}

/**
 * The Office 365 Management Activity API for one tenant. Every call names the publisher, without which it would share
 * one quota with all callers who name none: the tenant itself, for it is the tenant that runs this collector.
 * https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-reference
 */
export function createActivityClient(settings: ActivitySettings): ManagementActivityClient {
  const { host, tenantId } = settings;
  const root = `https://${host}/api/v1.0/${tenantId}/activity/feed`;
  const send = (method: 'GET' | 'POST', url: string, call: string): Promise<CallAnswer> =>
    callJson(settings, {
      method,
      url: withPublisher(url, tenantId),
      call: `${method} ${call}`,
      limits: limitsOf('management-activity', settings.tenant, method, ''),
      // Starting what runs already is refused and changes nothing.
      repeatable: true,
    });
  return {
    get: (path) => send('GET', `${root}${path}`, plain(path)),
    post: (path) => send('POST', `${root}${path}`, plain(path)),
    follow: (link, what) => send('GET', ownUrl(link, root, `GET ${what}`), what),
    root,
  };
}

function plain(path: string): string {
  return path.replace(/\?.*$/s, '');
}

function withPublisher(url: string, publisher: string): string {
  return /[?&]PublisherIdentifier=/i.test(url)
    ? url
    : `${url}${url.includes('?') ? '&' : '?'}PublisherIdentifier=${publisher}`;
}

/** An address that the API gave: only below its own root is it followed, and never with a token elsewhere. */
function ownUrl(link: string, root: string, call: string): string {
  if (URL.canParse(link)) {
    const url = new URL(link);
    const own = new URL(root);
    const isBelow = url.pathname.toLowerCase().startsWith(`${own.pathname.toLowerCase()}/`);
    if (url.protocol === 'https:' && url.host === own.host && url.username === '' && isBelow) return url.href;
  }
  throw new ConnectorError('host-not-allowed', {
    service: 'management-activity',
    call,
    detail: 'The list named content of another host or tenant.',
    hint: 'Nothing was sent there. Report it to Microsoft if it stays; a proxy may have altered the answer.',
  });
}
