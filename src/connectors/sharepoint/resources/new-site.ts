import type { Change } from '../../../core/change.ts';
import { WardlineError } from '../../../core/errors.ts';
import { isPlainObject } from '../../../core/shape.ts';
import { fieldOf } from '../../exchange-online/resources/records.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { SharePointClient } from '../../resource.ts';

/** `SiteStatus` of the answer (learn.microsoft.com/sharepoint/dev/apis/site-creation-rest): 1 being made, 2 ready. */
const made = new Set([1, 2]);

/**
 * Makes a team site without a group, in English so that its permission levels have the names that plans use. An app
 * has to name an owner; that it may ask the root site for it is from memory [M]. Throws ConnectorError.
 */
export async function createSite(client: SharePointClient, { values = {} }: Change): Promise<void> {
  const { url, title, owner, siteClass, sensitivityLabel } = values;
  if (typeof url !== 'string' || typeof title !== 'string' || typeof owner !== 'string')
    throw new WardlineError('not-permitted', 'A new site needs an address, a title and an owner.');
  const request = {
    Title: title,
    Url: url,
    Lcid: 1033,
    ShareByEmailEnabled: false,
    WebTemplate: 'STS#3',
    Owner: owner,
    ...(typeof siteClass === 'string' && { Classification: siteClass }),
    ...(typeof sensitivityLabel === 'string' && { SensitivityLabel: sensitivityLabel }),
  };
  const answer = await client.sendTo(new URL(url).origin, 'POST', 'SPSiteManager/create', { body: { request } });
  const created = isPlainObject(answer) ? (fieldOf(answer, 'create') ?? answer) : undefined;
  const status = isPlainObject(created) ? fieldOf(created, 'siteStatus') : undefined;
  if (made.has(Number(status))) return;
  throw new ConnectorError(status === 4 ? 'conflict' : 'unexpected-shape', {
    service: 'sharepoint',
    call: 'POST _api/SPSiteManager/create',
    detail: status === 4 ? 'The address is taken.' : 'SharePoint did not make the site.',
  });
}
