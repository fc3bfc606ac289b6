import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { places } from '../../src/simulator/tenants/sections.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, call, scopes, signedIn } from './client.ts';

type Values = Record<string, unknown>;
const seed = texasClinic();
const roles = { exchange: ['Exchange.ManageAsApp'] };
const headers = { 'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${seed.id}` };
const path = `/adminapi/beta/${seed.id}/InvokeCommand`;

/** The cmdlet of each section that Exchange and Compliance fill. */
const exchangeNouns: Values = {
  remoteDomains: 'RemoteDomain',
  acceptedDomains: 'AcceptedDomain',
  organizationConfig: 'OrganizationConfig',
  transportConfig: 'TransportConfig',
  transportRules: 'TransportRule',
  mailboxes: 'Mailbox',
  casMailboxes: 'CASMailbox',
  casMailboxPlans: 'CASMailboxPlan',
  mailboxAuditBypass: 'MailboxAuditBypassAssociation',
  inboundConnectors: 'InboundConnector',
  outboundConnectors: 'OutboundConnector',
  sharingPolicies: 'SharingPolicy',
  outboundSpamPolicies: 'HostedOutboundSpamFilterPolicy',
  dkimSigningConfigs: 'DkimSigningConfig',
  irmConfiguration: 'IRMConfiguration',
  smimeConfig: 'SmimeConfig',
  owaMailboxPolicies: 'OwaMailboxPolicy',
  externalInOutlook: 'ExternalInOutlook',
  auditLogConfig: 'AdminAuditLogConfig',
  presetRules: 'EOPProtectionPolicyRule',
  presetDefenderRules: 'ATPProtectionPolicyRule',
  builtInProtectionRules: 'ATPBuiltInProtectionRule',
  malwareFilterPolicies: 'MalwareFilterPolicy',
  malwareFilterRules: 'MalwareFilterRule',
  safeAttachmentPolicies: 'SafeAttachmentPolicy',
  safeAttachmentRules: 'SafeAttachmentRule',
  safeLinksPolicies: 'SafeLinksPolicy',
  safeLinksRules: 'SafeLinksRule',
  atpPolicies: 'AtpPolicyForO365',
  antiPhishPolicies: 'AntiPhishPolicy',
  antiPhishRules: 'AntiPhishRule',
  contentFilterPolicies: 'HostedContentFilterPolicy',
  contentFilterRules: 'HostedContentFilterRule',
  connectionFilters: 'HostedConnectionFilterPolicy',
  teamsProtectionPolicies: 'TeamsProtectionPolicy',
  teamsProtectionRules: 'TeamsProtectionPolicyRule',
};
const complianceNouns: Values = {
  dlpPolicies: 'DlpCompliancePolicy',
  dlpRules: 'DlpComplianceRule',
  labels: 'Label',
  labelPolicies: 'LabelPolicy',
  retentionPolicies: 'RetentionCompliancePolicy',
  retentionRules: 'RetentionComplianceRule',
  retentionLabels: 'ComplianceTag',
  auditRetentionPolicies: 'UnifiedAuditLogRetentionPolicy',
  protectionAlerts: 'ProtectionAlert',
};

describe('the cmdlets of the clinic', () => {
  let simulator: Simulator;
  let tokens: { exchange: string; compliance: string };
  before(async () => {
    simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
    const sign = async (scope: string): Promise<string> =>
      (await signedIn(simulator, seed.id, scope, { roles, directoryRoles: ['Global Administrator'] })).token;
    tokens = { exchange: await sign(scopes.exchange), compliance: await sign(scopes.compliance) };
  });
  after(() => simulator.stop());

  const post = (url: string, token: string, CmdletName: string, Parameters: Values): Promise<Answer> =>
    call(simulator, url, { method: 'POST', token, headers, body: { CmdletInput: { CmdletName, Parameters } } });
  const exchange = (name: string, parameters: Values = {}): Promise<Answer> =>
    post(`https://outlook.office365.com${path}`, tokens.exchange, name, parameters);
  const compliance = (name: string, parameters: Values = {}): Promise<Answer> =>
    post(`https://nam13b.ps.compliance.protection.outlook.com${path}`, tokens.compliance, name, parameters);
  const done = async (answer: Promise<Answer>): Promise<Json[]> => {
    const { status, json, text } = await answer;
    assert.equal(status, 200, text);
    return json.value;
  };
  const refused = async (answer: Promise<Answer>, message: RegExp): Promise<void> => {
    const { status, text } = await answer;
    assert.ok(status === 400 || status === 404, text);
    assert.match(text, message);
  };
  const holds = (record: Json, wanted: Values): void => {
    for (const [name, value] of Object.entries(wanted)) assert.deepEqual(record[name], value, name);
  };

  for (const [run, nouns] of [
    [exchange, exchangeNouns],
    [compliance, complianceNouns],
  ] as const)
    for (const [section, noun] of Object.entries(nouns))
      it(`Get-${String(noun)} gives what the seed holds, and takes no unknown parameter`, async () => {
        const held = Object.values(seed.collections[places[section as keyof typeof places]!.state] ?? {});
        const found = await done(run(`Get-${String(noun)}`));
        assert.equal(found.length, held.length);
        for (const [index, record] of held.entries()) holds(found[index], record);
        await refused(run(`Get-${String(noun)}`, { Colour: 'red' }), /parameter name 'Colour'/);
      });

  it('offers no auto-labeling to a tenant that did not buy it', () =>
    refused(compliance('Get-AutoSensitivityLabelPolicy'), /not recognized/));

  const singles: [string, Values][] = [
    ['TransportConfig', { SmtpClientAuthenticationDisabled: false, AllowLegacyTLSClients: false }],
    ['IRMConfiguration', { SimplifiedClientAccessEnabled: true }],
    ['ExternalInOutlook', { Enabled: true, AllowList: ['partner.example.org'] }],
    ['AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: true }],
  ];
  for (const [noun, values] of singles)
    it(`Set-${noun} changes what the tenant has one of`, async () => {
      await done(exchange(`Set-${noun}`, values));
      holds((await done(exchange(`Get-${noun}`)))[0], values);
      await refused(exchange(`Set-${noun}`, { Colour: 'red' }), /parameter name 'Colour'/);
    });

  const sets: [string, string, Values][] = [
    ['CASMailbox', 'helen.aguirre@larkmeadow.example.com', { ImapEnabled: false, PopEnabled: false }],
    ['CASMailbox', 'Dr. Marcus Boyd', { SmtpClientAuthenticationDisabled: null, EwsEnabled: false }],
    ['CASMailboxPlan', 'ExchangeOnline', { ImapEnabled: false }],
    ['MailboxAuditBypassAssociation', 'Priya Castellanos', { AuditBypassEnabled: true }],
    ['SharingPolicy', 'Default Sharing Policy', { Domains: ['*:CalendarSharingFreeBusySimple'] }],
    ['OwaMailboxPolicy', 'OwaMailboxPolicy-Default', { AdditionalStorageProvidersAvailable: false }],
    ['HostedOutboundSpamFilterPolicy', 'Default', { AutoForwardingMode: 'Off' }],
    ['HostedConnectionFilterPolicy', 'Default', { EnableSafeList: false, IPAllowList: ['192.0.2.1'] }],
    ['MalwareFilterPolicy', 'Default', { ZapEnabled: true, FileTypes: ['exe'] }],
    ['AntiPhishPolicy', 'Office365 AntiPhish Default', { EnableFirstContactSafetyTips: true }],
    ['HostedContentFilterPolicy', 'Default', { PhishSpamAction: 'Quarantine' }],
    ['SafeAttachmentPolicy', 'Built-In Protection Policy', { Enable: true }],
    ['SafeLinksPolicy', 'Built-In Protection Policy', { EnableForInternalSenders: true }],
    ['AtpPolicyForO365', 'Default', { EnableATPForSPOTeamsODB: false }],
    ['ATPBuiltInProtectionRule', 'ATP Built-In Protection Rule', { ExceptIfSentTo: ['a@larkmeadow.example.com'] }],
    ['AcceptedDomain', 'larkmeadow.example.com', { MatchSubDomains: true }],
  ];
  for (const [noun, Identity, values] of sets)
    it(`Set-${noun} changes ${Identity}`, async () => {
      await done(exchange(`Set-${noun}`, { Identity, ...values }));
      holds((await done(exchange(`Get-${noun}`, { Identity })))[0], values);
      await refused(exchange(`Set-${noun}`, { Identity, Colour: 'red' }), /parameter name 'Colour'/);
      await refused(exchange(`Set-${noun}`, { Identity: 'nobody' }), /couldn't be found/);
    });

  const news: [string, Values][] = [
    ['InboundConnector', { SenderDomains: ['*'], RequireTls: true }],
    ['OutboundConnector', { RecipientDomains: ['partner.example.org'], TlsSettings: 'EncryptionOnly' }],
    ['TransportRule', { SentToScope: 'NotInOrganization', ApplyRightsProtectionTemplate: 'Encrypt', Mode: 'Enforce' }],
    ['SharingPolicy', { Domains: ['partner.example.org:CalendarSharingFreeBusySimple'] }],
    ['MalwareFilterPolicy', { EnableFileFilter: true }],
    ['SafeLinksPolicy', { TrackClicks: false }],
    ['HostedOutboundSpamFilterPolicy', { AutoForwardingMode: 'On' }],
  ];
  for (const [noun, values] of news)
    it(`New-${noun} makes one, Remove-${noun} takes it away`, async () => {
      const [made] = await done(exchange(`New-${noun}`, { Name: 'Fresh', ...values }));
      holds(made, { Name: 'Fresh', ...values });
      holds((await done(exchange(`Get-${noun}`, { Identity: made.Guid })))[0], values);
      await refused(exchange(`New-${noun}`, { Name: 'Fresh', ...values }), /already exists/);
      await done(exchange(`Remove-${noun}`, { Identity: 'Fresh', Confirm: false }));
      await refused(exchange(`Get-${noun}`, { Identity: 'Fresh' }), /couldn't be found/);
    });

  it('transport rules tell their conditions, and are switched', async () => {
    const Name = 'Encrypt health data';
    const rule = {
      Name,
      SentToScope: 'NotInOrganization',
      MessageContainsDataClassifications: [{ Name: 'International Classification of Diseases (ICD-10-CM)' }],
      ApplyRightsProtectionTemplate: 'Encrypt',
      Enabled: false,
    };
    const [made] = await done(exchange('New-TransportRule', rule));
    holds(made, { State: 'Disabled', Mode: 'Enforce', Enabled: undefined, Exceptions: [] });
    assert.deepEqual(
      made.Conditions.map((name: string) => name.split('.').at(-1)),
      ['SentToScopePredicate', 'MessageContainsDataClassificationsPredicate'],
    );
    await done(exchange('Enable-TransportRule', { Identity: Name }));
    holds((await done(exchange('Get-TransportRule')))[0], { State: 'Enabled' });
    await done(
      exchange('Set-TransportRule', { Identity: Name, Mode: 'Audit', ExceptIfSenderDomainIs: { Add: 'a.org' } }),
    );
    holds((await done(exchange('Get-TransportRule')))[0], { Mode: 'Audit', ExceptIfSenderDomainIs: ['a.org'] });
    await refused(exchange('New-TransportRule', { Name: 'Nothing' }), /at least one action/);
    await refused(exchange('Set-TransportRule', { Identity: Name, Mode: 'Sometimes' }), /RuleMode/);
    await done(exchange('Remove-TransportRule', { Identity: Name }));
  });

  it('protection rules need a policy and somebody, and are switched', async () => {
    const rule = {
      Name: 'All',
      SafeLinksPolicy: 'Built-In Protection Policy',
      RecipientDomainIs: ['larkmeadow.example.com'],
    };
    await done(exchange('New-SafeLinksRule', rule));
    await done(exchange('Disable-SafeLinksRule', { Identity: 'All', Confirm: false }));
    holds((await done(exchange('Get-SafeLinksRule')))[0], { State: 'Disabled', Priority: 0 });
    assert.deepEqual(await done(exchange('Get-SafeLinksRule', { State: 'Enabled' })), []);
    await refused(exchange('New-SafeLinksRule', { ...rule, Name: 'B', SafeLinksPolicy: 'No' }), /couldn't be found/);
    await refused(
      exchange('New-SafeLinksRule', { Name: 'B', SafeLinksPolicy: rule.SafeLinksPolicy }),
      /at least one condition/,
    );
    await refused(exchange('Remove-MalwareFilterPolicy', { Identity: 'Default' }), /can't be deleted/);
  });

  it('presets are made for everybody from policies that exist, and are switched', async () => {
    const Name = 'Strict Preset Security Policy';
    const mail = {
      Name,
      HostedContentFilterPolicy: 'Default',
      AntiPhishPolicy: 'Office365 AntiPhish Default',
      MalwareFilterPolicy: 'Default',
    };
    const files = {
      Name,
      SafeAttachmentPolicy: 'Built-In Protection Policy',
      SafeLinksPolicy: 'Built-In Protection Policy',
    };
    for (const [noun, preset] of [
      ['EOPProtectionPolicyRule', mail],
      ['ATPProtectionPolicyRule', files],
    ] as const) {
      const { Name: _, ...policies } = preset;
      for (const policy of Object.keys(policies))
        await refused(exchange(`New-${noun}`, { ...preset, [policy]: 'No' }), /couldn't be found/);
      const [made] = await done(exchange(`New-${noun}`, preset));
      holds(made, { ...preset, State: 'Enabled', SentTo: null, ExceptIfSentTo: null, Priority: 0 });
      await done(exchange(`Disable-${noun}`, { Identity: Name }));
      holds((await done(exchange(`Get-${noun}`, { Identity: Name })))[0], { State: 'Disabled' });
      await done(exchange(`Enable-${noun}`, { Identity: Name }));
      await done(exchange(`Set-${noun}`, { Identity: Name, ExceptIfSentTo: ['a@larkmeadow.example.com'] }));
      const [after] = await done(exchange(`Get-${noun}`, { State: 'Enabled' }));
      holds(after, { ...preset, ExceptIfSentTo: ['a@larkmeadow.example.com'] });
      await done(exchange(`Remove-${noun}`, { Identity: Name }));
    }
  });

  it('DLP policies are told what to add to their places and what to leave out', async () => {
    const Identity = 'Places';
    const policy = { Name: Identity, ExchangeLocation: ['All'], OneDriveLocation: ['All'] };
    await refused(compliance('New-DlpCompliancePolicy', { Name: Identity }), /at least one location/);
    await refused(compliance('New-DlpCompliancePolicy', { ...policy, Mode: 'Off' }), /PolicyMode/);
    await done(compliance('New-DlpCompliancePolicy', { ...policy, ExchangeSender: ['ruth@larkmeadow.example.com'] }));
    await done(
      compliance('Set-DlpCompliancePolicy', {
        Identity,
        AddOneDriveLocationException: ['helen@larkmeadow.example.com', 'tom@larkmeadow.example.com'],
        AddTeamsLocation: 'All',
        ExchangeSenderMemberOfException: ['Fax'],
      }),
    );
    await done(
      compliance('Set-DlpCompliancePolicy', {
        Identity,
        RemoveOneDriveLocationException: 'tom@larkmeadow.example.com',
        ExchangeSender: [],
      }),
    );
    // Set- takes no place whole.
    await refused(compliance('Set-DlpCompliancePolicy', { Identity, TeamsLocation: ['All'] }), /TeamsLocation/);
    holds((await done(compliance('Get-DlpCompliancePolicy', { Identity })))[0], {
      ExchangeLocation: ['All'],
      ExchangeSender: [],
      ExchangeSenderMemberOfException: ['Fax'],
      OneDriveLocationException: ['helen@larkmeadow.example.com'],
      TeamsLocation: ['All'],
      SharePointLocation: [],
      SharePointLocationException: [],
      Enabled: true,
    });
    await done(compliance('Remove-DlpCompliancePolicy', { Identity }));
  });

  it('inbox rules are asked by mailbox, and are switched', async () => {
    const Mailbox = 'helen.aguirre@larkmeadow.example.com';
    const [made] = await done(exchange('New-InboxRule', { Mailbox, Name: 'Out', ForwardTo: ['x@example.org'] }));
    assert.match(made.Identity, /^Dr\. Helen Aguirre\\\d{20}$/);
    const byGuid = seed.collections['mailboxes']!['Dr. Helen Aguirre']!['Guid'];
    const rules = (by: unknown): Promise<Json[]> =>
      done(exchange('Get-InboxRule', { Mailbox: by, IncludeHidden: true }));
    holds((await rules(byGuid))[0], { Enabled: true, ForwardTo: ['x@example.org'] });
    assert.deepEqual(await rules('Dr. Marcus Boyd'), []);
    await done(
      exchange('Disable-InboxRule', { Mailbox: 'Dr. Helen Aguirre', Identity: made.Identity, Confirm: false }),
    );
    holds((await rules(Mailbox))[0], { Enabled: false });
    await done(exchange('Enable-InboxRule', { Identity: made.Identity }));
    holds((await rules(Mailbox))[0], { Enabled: true });
    await refused(exchange('Get-InboxRule', { Mailbox: 'nobody' }), /couldn't be found/);
    await done(exchange('Remove-InboxRule', { Identity: made.Identity }));
    assert.deepEqual(await rules(Mailbox), []);
  });

  it('encryption is tested', async () => {
    const Sender = 'helen.aguirre@larkmeadow.example.com';
    assert.match((await done(exchange('Test-IRMConfiguration', { Sender })))[0].Results, /OVERALL RESULT: PASS/);
    await done(exchange('Set-IRMConfiguration', { AzureRMSLicensingEnabled: false }));
    assert.match((await done(exchange('Test-IRMConfiguration', { Sender })))[0].Results, /OVERALL RESULT: FAIL/);
    await refused(exchange('Test-IRMConfiguration', { Sender: 'nobody' }), /couldn't be found/);
  });

  it('DKIM is not signed before its names are published', async () => {
    const Identity = 'larkmeadow.example.com';
    await refused(exchange('Set-DkimSigningConfig', { Identity, Enabled: true }), /CNAME record does not exist/);
    await refused(exchange('New-DkimSigningConfig', { DomainName: Identity, Enabled: true }), /already exists/);
    simulator.control.change(seed.id, {
      collection: 'dnsRecords',
      id: `selector1._domainkey.${Identity} CNAME`,
      values: { name: `selector1._domainkey.${Identity}`, type: 'CNAME', values: ['selector1.example.org'] },
    });
    await done(exchange('Set-DkimSigningConfig', { Identity, Enabled: true }));
    holds((await done(exchange('Get-DkimSigningConfig', { Identity })))[0], { Enabled: true, Status: 'Valid' });
  });

  it('the audit switch is known to Exchange only', async () => {
    const name = 'UnifiedAuditLogIngestionEnabled';
    assert.equal((await done(exchange('Get-AdminAuditLogConfig')))[0][name], true);
    assert.equal((await done(compliance('Get-AdminAuditLogConfig')))[0][name], false);
    await refused(compliance('Set-AdminAuditLogConfig', { [name]: true }), /not recognized/);
  });

  it('labels encrypt, and are published with settings', async () => {
    const EncryptionRightsDefinitions = 'larkmeadow.example.com:VIEW,EDIT';
    const label = { Name: 'PHI', DisplayName: 'PHI', Tooltip: 'PHI' };
    await refused(compliance('New-Label', { Name: 'PHI', DisplayName: 'PHI' }), /Tooltip/);
    await done(compliance('New-Label', label));
    await refused(compliance('Set-Label', { Identity: 'PHI', EncryptionEnabled: true }), /EncryptionRightsDefinitions/);
    const on = { EncryptionEnabled: true, EncryptionProtectionType: 'Template', EncryptionRightsDefinitions };
    await done(compliance('Set-Label', { Identity: 'PHI', ...on }));
    holds((await done(compliance('Get-Label')))[0], {
      EncryptionEnabled: true,
      EncryptionRightsDefinitions: [{ Identity: 'larkmeadow.example.com', Rights: 'VIEW,EDIT' }],
    });
    const policy = { Name: 'Everybody', Labels: ['PHI'], ExchangeLocation: ['All'] };
    await done(compliance('New-LabelPolicy', { ...policy, AdvancedSettings: { Mandatory: 'true', a: 'b' } }));
    await done(
      compliance('Set-LabelPolicy', { Identity: 'Everybody', AdvancedSettings: { a: '', mandatory: 'false' } }),
    );
    holds((await done(compliance('Get-LabelPolicy')))[0], { Labels: ['PHI'], Settings: ['[mandatory, false]'] });
    await done(compliance('Set-LabelPolicy', { Identity: 'Everybody', RemoveLabels: ['PHI'] }));
    holds((await done(compliance('Get-LabelPolicy')))[0], { Labels: [] });
    await refused(compliance('Set-LabelPolicy', { Identity: 'Everybody', AddLabels: ['No'] }), /couldn't be found/);
    await refused(compliance('Set-LabelPolicy', { Identity: 'Everybody', Labels: ['PHI'] }), /parameter name 'Labels'/);
    await done(compliance('Set-Label', { Identity: 'PHI', EncryptionEnabled: false }));
    holds((await done(compliance('Get-Label')))[0], { EncryptionRightsDefinitions: [] });
  });

  it('DLP rules belong to a policy and go with it', async () => {
    await done(compliance('New-DlpCompliancePolicy', { Name: 'PHI', ExchangeLocation: ['All'] }));
    const rule = { Name: 'r', Policy: 'PHI', BlockAccess: true, BlockAccessScope: 'PerUser', GenerateAlert: true };
    const [made] = await done(compliance('New-DlpComplianceRule', rule));
    const [policy] = await done(compliance('Get-DlpCompliancePolicy'));
    holds(made, { Policy: policy.Guid, ParentPolicyName: 'PHI', GenerateAlert: ['true'], IsAdvancedRule: false });
    await done(compliance('Set-DlpComplianceRule', { Identity: 'r', AdvancedRule: '{}', Disabled: true }));
    holds((await done(compliance('Get-DlpComplianceRule', { Policy: 'PHI' })))[0], {
      IsAdvancedRule: true,
      Disabled: true,
    });
    await refused(compliance('New-DlpComplianceRule', { ...rule, Name: 's', Policy: 'No' }), /couldn't be found/);
    await done(compliance('Remove-DlpCompliancePolicy', { Identity: 'PHI' }));
    assert.deepEqual(await done(compliance('Get-DlpComplianceRule')), []);
  });

  it('retention policies show their locations with the detail only', async () => {
    await done(compliance('New-RetentionCompliancePolicy', { Name: 'Keep', ExchangeLocation: ['All'] }));
    const places = async (more: Values): Promise<unknown> =>
      (await done(compliance('Get-RetentionCompliancePolicy', more)))[0].ExchangeLocation;
    assert.deepEqual([await places({}), await places({ DistributionDetail: true })], [[], ['All']]);
    await done(compliance('Set-RetentionCompliancePolicy', { Identity: 'Keep', AddOneDriveLocation: ['All'] }));
    await refused(
      compliance('Set-RetentionCompliancePolicy', { Identity: 'Keep', AddTeamsChatLocation: ['All'] }),
      /Teams locations cannot be combined/,
    );
    const rule = { Name: 'Keep', Policy: 'Keep', RetentionDuration: 2190, RetentionComplianceAction: 'Keep' };
    await done(compliance('New-RetentionComplianceRule', rule));
    holds((await done(compliance('Get-RetentionComplianceRule')))[0], { RetentionDuration: '2190' });
  });

  it('alerts and the retention of the audit log are made and changed', async () => {
    const alert = {
      Name: 'Mass download',
      Category: 'DataLossPrevention',
      NotifyUser: ['TenantAdmins'],
      ThreatType: 'Activity',
    };
    const counted = { AggregationType: 'SimpleAggregation', Threshold: 100, TimeWindow: 60 };
    await refused(compliance('New-ProtectionAlert', { ...alert, ...counted, Threshold: 2 }), /threshold/);
    await done(compliance('New-ProtectionAlert', { ...alert, ...counted, Operation: ['FileDownloaded'] }));
    await done(
      compliance('Set-ProtectionAlert', {
        Identity: 'Mass download',
        Disabled: true,
        NotifyUser: { Add: 'officer@example.com' },
      }),
    );
    holds((await done(compliance('Get-ProtectionAlert', { Identity: 'Mass download' })))[0], {
      Disabled: true,
      NotifyUser: ['TenantAdmins', 'officer@example.com'],
    });
    const kept = { Name: 'Patients', Priority: 100, RetentionDuration: 'TwelveMonths', RecordTypes: ['ExchangeItem'] };
    await done(compliance('New-UnifiedAuditLogRetentionPolicy', kept));
    holds((await done(compliance('Get-UnifiedAuditLogRetentionPolicy')))[0], { ...kept, Enabled: true });
    await refused(
      compliance('New-UnifiedAuditLogRetentionPolicy', { ...kept, Name: 'b', RecordTypes: [] }),
      /At least one/,
    );
  });

  it('auto-labeling is there once it was bought', async () => {
    simulator.control.change(seed.id, {
      collection: 'subscribedSkus',
      id: 'compliance',
      values: { id: 'compliance', servicePlans: [{ servicePlanName: 'MIP_S_CLP2', provisioningStatus: 'Success' }] },
    });
    await done(compliance('New-Label', { Name: 'Auto', DisplayName: 'Auto', Tooltip: 'Auto' }));
    const policy = { Name: 'Label it', ApplySensitivityLabel: 'Auto', ExchangeLocation: ['All'], Mode: 'Enable' };
    await done(compliance('New-AutoSensitivityLabelPolicy', policy));
    await done(compliance('New-AutoSensitivityLabelRule', { Name: 'r', Policy: 'Label it', Workload: 'Exchange' }));
    await done(compliance('Set-AutoSensitivityLabelPolicy', { Identity: 'Label it', AddSharePointLocation: ['All'] }));
    const [found] = await done(compliance('Get-AutoSensitivityLabelPolicy'));
    holds(found, { Enabled: true, ExchangeLocation: ['All'], SharePointLocation: ['All'] });
    holds((await done(compliance('Get-AutoSensitivityLabelRule')))[0], { Policy: found.Guid, Workload: 'Exchange' });
    await done(compliance('Remove-AutoSensitivityLabelPolicy', { Identity: 'Label it' }));
    assert.deepEqual(await done(compliance('Get-AutoSensitivityLabelRule')), []);
  });

  it('Teams settings of every kind are read and written', async () => {
    const { token } = await signedIn(simulator, seed.id, scopes.teams, { directoryRoles: ['Teams Administrator'] });
    const root = 'https://api.interfaces.records.teams.microsoft.com/Skype.Policy/configurations';
    for (const [type, collection, values] of [
      ['TeamsMeetingPolicy', 'meetingPolicies', { AllowAnonymousUsersToJoinMeeting: false }],
      ['TenantFederationSettings', 'federationConfiguration', { AllowTeamsConsumer: false }],
      ['TeamsMeetingBroadcastPolicy', 'broadcastPolicies', { BroadcastRecordingMode: 'AlwaysDisabled' }],
      ['TeamsClientConfiguration', 'clientConfiguration', { AllowBox: false }],
      ['TeamsAppPermissionPolicy', 'appPermissionPolicies', { GlobalCatalogAppsType: 'AllowedAppList' }],
    ] as const) {
      const { json } = await call(simulator, `${root}/${type}`, { token });
      holds(json[0], seed.collections[collection]!['Global']!);
      const one = `${root}/${type}/configuration/Global`;
      assert.equal((await call(simulator, one, { method: 'PUT', token, body: values })).status, 200);
      holds((await call(simulator, one, { token })).json, values);
      assert.equal((await call(simulator, one, { method: 'PUT', token, body: { Colour: 'red' } })).status, 400);
    }
  });
});
