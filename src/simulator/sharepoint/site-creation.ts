import { isPlainObject, plainText } from '../../core/shape.ts';
import type { Entity } from '../store.ts';
import { badRequest } from './failure.ts';
import { siteKey } from './objects.ts';
import { principalOf, userNamed } from './principals.ts';
import { defineSharePointWrite } from './resource.ts';

const templates = new Set(['STS#3', 'SITEPAGEPUBLISHING#0']);

/** `POST /_api/SPSiteManager/create` on the root site: assumption spo-site-manager. */
export const createSite = defineSharePointWrite({
  path: '/_api/SPSiteManager/create',
  activity: 'SiteCollectionCreated',
  root: true,
  write({ state, request, body, tenant, caller }) {
    const given = body['request'];
    if (!isPlainObject(given)) return badRequest('The parameter request is missing.');
    const url = plainText(given['Url']);
    const title = plainText(given['Title']);
    const owner = plainText(given['Owner']);
    if (!new RegExp(`^https://${request.host.name.replaceAll('.', '\\.')}/(sites|teams)/[\\w-]+$`, 'i').test(url))
      return { status: 200, body: { SiteId: '', SiteStatus: 3, SiteUrl: '' } };
    if (!templates.has(plainText(given['WebTemplate']))) return badRequest('The web template is not known.');
    // An app has no mailbox of its own to be the owner.
    const person = userNamed(state.current(), owner);
    if (!person) return badRequest(caller.actor.kind === 'app' ? 'An owner must be given.' : 'The owner is not known.');
    if (state.current().get('sites', siteKey(url)))
      return { status: 200, body: { SiteId: '', SiteStatus: 4, SiteUrl: '' } };
    const id = state.newId();
    const group = (name: string, role: string, users: Entity[]): Entity => ({
      LoginName: `${title} ${name}`,
      Title: `${title} ${name}`,
      PrincipalType: 8,
      Roles: [role],
      Users: users,
    });
    const first = principalOf(state.current(), `i:0#.f|membership|${owner}`);
    state.put('sites', siteKey(url), {
      Url: url,
      Title: title,
      SiteId: id,
      Template: plainText(given['WebTemplate']),
      Owner: owner.toLowerCase(),
      Status: 'Active',
      GroupId: '00000000-0000-0000-0000-000000000000',
      Classification: given['Classification'] ?? '',
      SensitivityLabel: given['SensitivityLabel'] ?? '',
      SharingCapability: state.current().one('sharepointTenant')['SharingCapability'] ?? 0,
      MembersCanShare: true,
      LastContentModifiedDate: state.now,
      Permissions: [
        group('Owners', 'Full Control', first ? [{ ...first }] : []),
        group('Members', 'Edit', []),
        group('Visitors', 'Read', []),
      ],
      TenantId: tenant.id,
    });
    return { status: 200, body: { SiteId: id, SiteStatus: 2, SiteUrl: url } };
  },
});
