import { isPlainObject, plainText } from '../../core/shape.ts';
import { type AssumptionCheck, codeOf, differs, holds, pageOf, refusal, told, untold } from './check.ts';

const nobody = '00000000-0000-4000-8000-000000000000';
/** Office 365, the application that every tenant has sign-ins for. */
const office = '00000003-0000-0ff1-ce00-000000000000';

export const graphChecks: Readonly<Record<string, AssumptionCheck>> = {
  async 'graph-error-texts'({ clients: { graph } }) {
    const seen = {
      'unknown segment': [codeOf(await refusal(graph.get('/wardlineNothing'))), '400 BadRequest'],
      'unknown user': [codeOf(await refusal(graph.get(`/users/${nobody}`))), '404 Request_ResourceNotFound'],
    } as const;
    const wrong = Object.entries(seen).filter(([, [found, wanted]]) => found !== wanted);
    return wrong.length === 0
      ? holds('An unknown segment and an unknown id are refused as taken. No permission was not provoked.')
      : differs(wrong.map(([what, [found, wanted]]) => `${what}: ${found} in place of ${wanted}`).join('; '));
  },

  async 'page-sizes'({ clients: { graph } }) {
    const large = codeOf(await refusal(graph.get('/users?$select=id&$top=1000')));
    if (!large.startsWith('400')) return differs(`$top=1000 gives ${large} in place of 400.`);
    const { records, more } = pageOf(await graph.get('/users?$select=id'));
    if (!more) return untold(`$top=1000 is refused as taken, but ${records.length} users fit on one page.`);
    return told(records.length === 100, `$top=1000 is refused; a page has ${records.length} users.`);
  },

  async 'sign-in-activity-pages'({ clients: { graph } }) {
    const { records, more } = pageOf(await graph.get('/users?$select=id,signInActivity&$top=999'));
    if (records.length > 120) return differs(`A page has ${records.length} users.`);
    return more
      ? told(records.length === 120, `A page has ${records.length} users.`)
      : untold(`${records.length} users fit on one page.`);
  },

  async 'what-if'({ clients: { graph } }) {
    const [user] = pageOf(await graph.get('/users?$select=id&$top=1')).records;
    // It evaluates and changes nothing, though it is a POST.
    const answer = await graph.send('POST', '/identity/conditionalAccess/evaluate', {
      signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: plainText(user?.['id']) },
      signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [office] },
      signInConditions: { clientAppType: 'browser' },
      appliedPoliciesOnly: false,
    });
    const { records } = pageOf(answer);
    if (records.length === 0) return untold('It answers, and the tenant has no policy to judge.');
    return told(
      records.every((entry) => typeof entry['policyApplies'] === 'boolean'),
      `${records.length} policies are judged.`,
    );
  },

  async 'interactive-sign-ins'({ clients: { graph } }) {
    const all = pageOf(await graph.get('/auditLogs/signIns?$top=1')).records;
    if (all.length === 0) return untold('The log is empty.');
    const background = pageOf(await graph.get('/auditLogs/signIns?$filter=isInteractive%20eq%20false&$top=1')).records;
    return told(background.length === 0, `v1.0 lists ${background.length === 0 ? 'no' : 'a'} background sign-in.`);
  },

  async 'sign-in-authentication'({ clients: { graph } }) {
    const { records } = pageOf(await graph.get('/auditLogs/signIns?$top=5', { version: 'beta' }));
    if (records.length === 0) return untold('The log is empty.');
    const names = [
      'userType',
      'authenticationProtocol',
      'originalTransferMethod',
      'authenticationRequirement',
      'authenticationDetails',
    ];
    const missing = names.filter((name) => !records.some((record) => name in record));
    return missing.length === 0
      ? holds('The names are there. What a device code shows was not provoked.')
      : differs(`No sign-in has ${missing.join(', ')}.`);
  },

  async 'audit-shapes'({ clients: { graph } }) {
    const { records } = pageOf(await graph.get('/auditLogs/directoryAudits?$top=50'));
    const changed = records.flatMap(({ targetResources }) => (Array.isArray(targetResources) ? targetResources : []));
    const properties = changed.flatMap((target: unknown) =>
      isPlainObject(target) && Array.isArray(target['modifiedProperties']) ? target['modifiedProperties'] : [],
    );
    if (records.length === 0 || properties.length === 0) return untold('The log holds no change.');
    const named = records.every((record) =>
      ['activityDisplayName', 'category', 'result'].every((name) => typeof record[name] === 'string'),
    );
    const formed = properties.every(
      (entry: unknown) =>
        isPlainObject(entry) &&
        typeof entry['displayName'] === 'string' &&
        isJson(entry['oldValue']) &&
        isJson(entry['newValue']),
    );
    return told(
      named && formed,
      `${properties.length} changed properties were looked at; names of activities were not compared.`,
    );
  },
};

/** Values are JSON in text, or absent. */
function isJson(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  try {
    JSON.parse(plainText(value));
    return true;
  } catch {
    return false;
  }
}
