import type { AuditEvent } from '../../core/audit-event.ts';
import { changeOf } from '../../core/audit/changes.ts';
import { consentOf } from '../../core/audit/consent.ts';
import { objectsOf, textOf } from '../../core/audit/values.ts';
import type { DetectionContext } from '../../core/detection.ts';
import { detailOf } from './directory-record.ts';

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Microsoft's services that give out permissions: what is asked of, never who asks. */
const resources = new Set([
  '00000003-0000-0000-c000-000000000000',
  '00000002-0000-0000-c000-000000000000',
  '00000002-0000-0ff1-ce00-000000000000',
  '00000003-0000-0ff1-ce00-000000000000',
  '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'c5393580-f805-4401-95e8-94b7a6ef2fc2',
]);

/** Applications of Microsoft that people meet at work, by application id: the same in every tenant. */
const microsoftApps = new Set([
  '00000006-0000-0ff1-ce00-000000000000',
  '0000000c-0000-0000-c000-000000000000',
  '00b41c95-dab0-4487-9791-b9d2c32c80f2',
  '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9',
  '01fc33a7-78ba-4d2f-a4b7-768e336e890e',
  '08e18876-6177-487e-b8b5-cf950c1e598c',
  '0922ef46-e1b9-4f7e-9134-9ad00547eb41',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  '19db86c3-b2b9-44cc-b339-36da233a3be2',
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '22098786-6e16-43cc-a27d-191a01a1e3b5',
  '243c63a3-247d-41c5-9d83-7788c43f1c43',
  '26a7ee05-5602-4d76-a7ba-eae8b7b67941',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
  '2793995e-0a7d-40d7-bd35-6968ba142197',
  '29d9ed98-a469-4536-ade2-f981bc1d605e',
  '38049638-cc2c-4cde-abe4-4479d721ed44',
  '4345a7b9-9a63-4910-a426-35363201d503',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '4813382a-8fa7-425e-ab75-3b753aab3abb',
  '57336123-6e14-4acc-8dcf-287b6088aa28',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '65d91a3d-ab74-42e6-8a2f-0add61688c74',
  '66375f6b-983f-4c2c-9701-d680650f588f',
  '66a88757-258c-4c72-893c-3e8bed4d6899',
  '871c010f-5e61-4fb1-83ac-98610a7e9110',
  '89bee1f7-5e6e-4d8a-9f3d-ecd601259da7',
  '8c59ead7-d703-4a27-9e55-c96a0054c8d2',
  '9ba1a5c7-f17a-4de9-a1f1-6178c8d51223',
  'a187e399-0c36-4b98-8f04-1edc167a0996',
  'a672d62c-fc7b-4e81-a576-e60dc46e951d',
  'ab9b8c07-8f02-4f72-87fa-80105867a763',
  'af124e86-4e96-495a-b70a-90f90ab96707',
  'b26aadf8-566f-4478-926f-589f601d9c74',
  'b90d5b8f-5503-4153-b545-b31cecfaece2',
  'c0d2a505-13b8-4ae0-aa9e-cddd5eab0b12',
  'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  'c9a559d2-7aab-4f13-a6ed-e7e9c52aec87',
  'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
  'cf36b471-5b44-428c-9ce7-313bf84528de',
  'cf53fce8-def6-4aeb-8d30-b158e7b1cf83',
  'd326c1ce-6cc6-4de2-bebc-4591e5e13ef0',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'd7b530a4-7680-4c23-a8bf-c52c121d2e87',
  'e9c51622-460d-4d3d-952d-966a5b1da34c',
  'ecd6b820-32c2-49b6-98a6-444530e5a77a',
  'f44b1140-bc5e-48c6-8dc0-5cf5a53c0e34',
  'fc0f3af4-6835-4174-b806-f7db311fd2f3',
]);

/** Tools and mail programs of makers that everybody knows: what they do, the person at them does. */
const tools: Readonly<Record<string, string>> = {
  'de8bc8b5-d9f9-48b1-a8ad-b748da725064': 'Graph Explorer',
  '14d82eec-204b-4c2f-b7e8-296a70dab67e': 'Microsoft Graph Command Line Tools',
  '1b730954-1685-4b74-9bfd-dac224a7b894': 'Azure Active Directory PowerShell',
  '04b07795-8ddb-461a-bbee-02f9e1bf7b46': 'Microsoft Azure CLI',
  '1950a258-227b-4e31-a9cf-717495945fc2': 'Microsoft Azure PowerShell',
  '9bc3ab49-b65d-410a-85ad-de819febfddc': 'SharePoint Online Management Shell',
  'a0c73c16-a7e3-4564-9a95-2bdf47383716': 'Exchange Online PowerShell',
  'fb78d390-0c51-40cd-8e17-fdbfab77341b': 'Exchange Online PowerShell',
  'f8d98a96-0999-43f5-8af3-69971c7bb423': 'Apple Internet Accounts',
  '8acd33ea-7197-4a96-bc33-d7cc7101262f': 'Samsung Email',
};

/** Ids of the application that a consent, grant or credential is for, lower case; several, because a record has two kinds. */
export function appIdsOf(event: AuditEvent): string[] {
  const graph = objectsOf(event.raw['targetResources']).map((target) => textOf(target['id']));
  const lines = objectsOf(event.raw['Target']).map((line) => textOf(line['ID']));
  const said = [
    ...['ServicePrincipal.AppId', 'AppId', 'TargetId.ServicePrincipalNames', 'ServicePrincipal.ObjectID'].map(
      (name) => {
        const change = changeOf(event, name);
        return change?.new || change?.old;
      },
    ),
    detailOf(event, 'AppId'),
    ...graph,
    ...lines,
    event.object,
  ];
  const ids = said.flatMap((text) => text?.toLowerCase().match(guid) ?? []);
  return [...new Set(ids)].filter((id) => !resources.has(id));
}

/** Scopes of a consent or grant; also where a forwarder left only their names in ConsentAction.Permissions. */
export function scopesOf(event: AuditEvent): readonly string[] {
  const { scopes } = consentOf(event);
  if (scopes.length > 0) return scopes;
  const text = changeOf(event, 'ConsentAction.Permissions')?.new ?? '';
  return text.includes('Scope:') ? [] : (text.match(/\boffline_access\b|\b[A-Za-z]+(?:\.[A-Za-z]+)+\b/g) ?? []);
}

/** True for the id of an application of Microsoft: a known one, or of the form that only Microsoft can register. */
export function isMicrosoftAppId(id: string): boolean {
  return microsoftApps.has(id) || /^0000[0-9a-f]{4}-0000-[0-9a-f]{4}-c[0-9a-f]00-000000000000$/.test(id);
}

/** True for Microsoft's everyday applications: consent to them gives no stranger anything. */
export function isMicrosoftApp(event: AuditEvent): boolean {
  return appIdsOf(event).some(isMicrosoftAppId);
}

/** The well-known tool or mail program that the record is about. */
export function knownToolOf(event: AuditEvent): string | undefined {
  return appIdsOf(event)
    .map((id) => tools[id])
    .find(Boolean);
}

/** The application that the record is about was declared under approvedApps, by its application or object id. */
export function isApprovedTarget(event: AuditEvent, context: DetectionContext): boolean {
  return appIdsOf(event).some((id) => context.isApprovedApp(id));
}
