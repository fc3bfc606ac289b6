import { complianceWriters, invalid } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';

const locations = {
  ExchangeLocation: 'texts',
  SharePointLocation: 'texts',
  OneDriveLocation: 'texts',
  TeamsLocation: 'texts',
  EndpointDlpLocation: 'texts',
} as const;

export const dlpPolicies = defineNoun({
  noun: 'DlpCompliancePolicy',
  host: 'compliance',
  state: 'dlpPolicies',
  verbs: ['Get', 'Set', 'New', 'Remove'],
  writers: complianceWriters,
  license: 'purview-dlp',
  getOnly: { IncludeExtendedProperties: 'flag', Summary: 'switch' },
  properties: { Mode: 'text', Comment: 'text', Priority: 'number', ...locations },
  setOnly: Object.fromEntries(
    Object.keys(locations).flatMap((name) => [
      [`Add${name}`, 'texts' as const],
      [`Remove${name}`, 'texts' as const],
    ]),
  ),
  newOnly: { PolicyTemplateInfo: 'any' },
  defaults: ({ state }) => ({
    Mode: 'Enable',
    Enabled: true,
    Priority: state.list('dlpPolicies').length,
    DistributionStatus: 'Success',
    Workload: 'Exchange, SharePoint, OneDriveForBusiness, Teams',
    WhenChanged: state.now,
  }),
  changed(_, { after, parameters }) {
    const modes = ['Enable', 'Disable', 'TestWithNotifications', 'TestWithoutNotifications', 'PendingDeletion'];
    if (!modes.includes(String(after['Mode'])))
      throw invalid(`Cannot convert value "${String(after['Mode'])}" to type PolicyMode.`);
    after['Enabled'] = after['Mode'] !== 'Disable';
    for (const name of Object.keys(locations)) {
      const now = new Set((after[name] ?? []) as string[]);
      for (const place of [parameters[`Remove${name}`] ?? []].flat()) now.delete(place as string);
      for (const place of [parameters[`Add${name}`] ?? []].flat()) now.add(place as string);
      after[name] = [...now];
    }
    if (Object.keys(locations).every((name) => (after[name] as unknown[]).length === 0))
      throw invalid('The policy needs at least one location.');
  },
});
