import { isPlainObject, plainText } from '../../core/shape.ts';
import { directoryRoles } from '../../simulator/entra/app-roles.ts';
import { roleDefinitions } from '../../simulator/sharepoint/role-definitions.ts';
import { type AssumptionCheck, claimsOf, codeOf, differs, holds, refusal, told, untold } from './check.ts';

const siteNames = [
  'Url',
  'Template',
  'SharingCapability',
  'DefaultSharingLinkType',
  'DefaultLinkPermission',
  'ConditionalAccessPolicy',
  'LockState',
];

export const otherChecks: Readonly<Record<string, AssumptionCheck>> = {
  async 'cmdlet-error-texts'({ clients: { exchange } }) {
    const unknown = await refusal(exchange.run('Get-WardlineNothing'));
    if (unknown?.code !== 'cmdlet-unavailable')
      return differs(`A cmdlet that does not exist gives ${codeOf(unknown)}.`);
    const nobody = await refusal(exchange.run('Get-Mailbox', { Identity: 'wardline-nobody@example.invalid' }));
    return told(
      nobody?.code === 'not-found',
      `No such cmdlet: ${codeOf(unknown)}; no such mailbox: ${codeOf(nobody)}.`,
    );
  },

  async 'compliance-region'({ clients: { compliance }, requests }) {
    await compliance.run('Get-DlpCompliancePolicy');
    const asked = requests().filter(({ url }) => /\/EXOModuleFile$/i.test(new URL(url).pathname));
    if (asked.length === 0) return untold('The region was not asked for.');
    const statuses = [...new Set(asked.map(({ status }) => status))];
    // That another region refuses is not provoked: no token goes to a host that is not the tenant's.
    return told(statuses.includes(302), `The host without a region answers ${statuses.join(', ')}.`);
  },

  async 'site-properties'({ clients: { sharepoint } }) {
    const listed = await sharepoint.get('SPO.Tenant/sites');
    const [site] = Array.isArray(listed) ? listed.filter(isPlainObject) : [];
    if (!site) return untold('No site is listed.');
    const missing = siteNames.filter((name) => !(name in site));
    return missing.length === 0
      ? holds(`${siteNames.length} names are there. Which cannot be written was not tried.`)
      : differs(`A site has no ${missing.join(', ')}.`);
  },

  async 'spo-sites'({ clients: { sharepoint } }) {
    const listed = await sharepoint.get('SPO.Tenant/sites');
    if (!Array.isArray(listed)) return differs('_api/SPO.Tenant/sites gives no list.');
    return holds(`_api/SPO.Tenant/sites lists ${listed.length} sites. That these are all was not proven.`);
  },

  async 'spo-web-expand'({ clients: { sharepoint } }) {
    const url = await firstSite(sharepoint.get('SPO.Tenant/sites'));
    if (url === undefined) return untold('No site is listed.');
    const found = await sharepoint.getFrom(url, 'web/roleassignments?$expand=Member,RoleDefinitionBindings');
    if (!Array.isArray(found)) return differs('The role assignments are no list.');
    if (found.length === 0) return untold('The first site has no role assignment.');
    return told(
      found.every((entry) => isPlainObject(entry) && 'Member' in entry && 'RoleDefinitionBindings' in entry),
      'Expanded, both are there. Wardline always expands them.',
    );
  },

  async 'spo-role-definitions'({ clients: { sharepoint } }) {
    const url = await firstSite(sharepoint.get('SPO.Tenant/sites'));
    if (url === undefined) return untold('No site is listed.');
    const found = await sharepoint.getFrom(url, 'web/roledefinitions');
    const levels = Array.isArray(found) ? found.filter(isPlainObject) : [];
    const wrong = roleDefinitions.filter(({ id, name, kind }) => {
      const level = levels.find((entry) => entry['Name'] === name);
      return level?.['Id'] !== id || level['RoleTypeKind'] !== kind;
    });
    if (levels.every((level) => !roleDefinitions.some(({ name }) => name === level['Name'])))
      return untold('The first site has none of the English names.');
    return told(
      wrong.length === 0,
      wrong.length === 0
        ? `${roleDefinitions.length} levels agree; their rights were not compared.`
        : `Different: ${wrong.map(({ name }) => name).join(', ')}.`,
    );
  },

  async 'spo-principals'({ clients: { sharepoint } }) {
    const url = await firstSite(sharepoint.get('SPO.Tenant/sites'));
    if (url === undefined) return untold('No site is listed.');
    const found = await sharepoint.getFrom(url, 'web/roleassignments?$expand=Member/Users,RoleDefinitionBindings');
    const members = (Array.isArray(found) ? found.filter(isPlainObject) : [])
      .flatMap((entry) => (isPlainObject(entry['Member']) ? [entry['Member']] : []))
      .flatMap((member) => [member, ...(Array.isArray(member['Users']) ? member['Users'].filter(isPlainObject) : [])]);
    const names = (type: number) =>
      members.filter((member) => member['PrincipalType'] === type).map((member) => plainText(member['LoginName']));
    // Other claims stand for Microsoft 365 groups and for everybody.
    const groups = names(4).filter((name) => /^c:0[^|]*\|tenant\|/.test(name));
    const people = names(1).filter((name) => name.includes('|membership|'));
    if (groups.length + people.length === 0) return untold('The first site names no security group and no person.');
    return told(
      groups.every((name) => name.startsWith('c:0t.c|tenant|')) &&
        people.every((name) => name.startsWith('i:0#.f|membership|')),
      `${groups.length} groups and ${people.length} people were looked at on one site.`,
    );
  },

  async 'arm-roles'({ clients }) {
    const { value } = await clients.token('graph');
    const held = claimsOf(value)['wids'];
    const readers = ['Global Reader', 'Security Reader'].filter(
      (name) => Array.isArray(held) && held.includes(directoryRoles[name]),
    );
    if (readers.length === 0) return untold('The app holds neither Global Reader nor Security Reader.');
    const error = await refusal(clients.azure.get('/providers/microsoft.aadiam/diagnosticSettings', '2017-04-01'));
    const only = readers.join(' and ');
    // An Azure role of its own would open it as well, and is not seen here.
    return error
      ? differs(`With ${only} it gives ${codeOf(error)}.`)
      : holds(`With ${only} the settings are read. Writing was not tried.`);
  },
};

async function firstSite(listing: Promise<unknown>): Promise<string | undefined> {
  const listed = await listing;
  const [first] = Array.isArray(listed) ? listed.filter(isPlainObject) : [];
  const url = plainText(first?.['Url'] ?? first?.['url']);
  return url === '' ? undefined : url;
}
