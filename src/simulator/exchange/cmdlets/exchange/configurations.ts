import { defineCmdlet, readers } from '../../cmdlet.ts';
import { defineNoun, named } from '../../noun.ts';

/** Settings that the organization has one of. */
export const configurations = [
  ...defineNoun({
    noun: 'TransportConfig',
    host: 'exchange',
    state: 'transportConfig',
    verbs: ['Get', 'Set'],
    single: true,
    properties: {
      AllowLegacyTLSClients: 'flag',
      ExternalPostmasterAddress: 'text',
      JournalingReportNdrTo: 'text',
      MessageExpiration: 'text',
      Rfc2231EncodingEnabled: 'flag',
      SmtpClientAuthenticationDisabled: 'flag',
    },
  }),
  ...defineNoun({
    noun: 'IRMConfiguration',
    host: 'exchange',
    state: 'irmConfiguration',
    verbs: ['Get', 'Set'],
    single: true,
    properties: {
      AutomaticServiceUpdateEnabled: 'flag',
      AzureRMSLicensingEnabled: 'flag',
      DecryptAttachmentForEncryptOnly: 'flag',
      EnablePdfEncryption: 'flag',
      InternalLicensingEnabled: 'flag',
      JournalReportDecryptionEnabled: 'flag',
      LicensingLocation: 'texts',
      SearchEnabled: 'flag',
      SimplifiedClientAccessDoNotForwardDisabled: 'flag',
      SimplifiedClientAccessEnabled: 'flag',
      SimplifiedClientAccessEncryptOnlyDisabled: 'flag',
      TransportDecryptionSetting: 'text',
    },
  }),
  ...defineNoun({
    noun: 'ExternalInOutlook',
    host: 'exchange',
    state: 'externalInOutlook',
    verbs: ['Get', 'Set'],
    single: true,
    properties: { Enabled: 'flag', AllowList: 'texts' },
  }),
  ...defineNoun({
    noun: 'SmimeConfig',
    host: 'exchange',
    state: 'smimeConfig',
    verbs: ['Get', 'Set'],
    single: true,
    properties: { SmimeCertificateIssuingCA: 'any', OWAAllowUserChoiceOfSigningCertificate: 'flag' },
  }),
  ...defineNoun({
    noun: 'AdminAuditLogConfig',
    host: 'exchange',
    state: 'auditLogConfig',
    verbs: ['Get', 'Set'],
    single: true,
    properties: {
      AdminAuditLogAgeLimit: 'text',
      AdminAuditLogEnabled: 'flag',
      UnifiedAuditLogIngestionEnabled: 'flag',
    },
  }),
  /** A test that sends nothing: it passes as the seed says, and fails without a licensing service. */
  defineCmdlet({
    name: 'Test-IRMConfiguration',
    host: 'exchange',
    roles: readers,
    parameters: { Sender: 'text', Recipient: 'texts', RMSOnline: 'switch' },
    run({ state }, parameters) {
      const { Sender } = parameters;
      if (Sender !== undefined) named({ keys: addresses }, state.list('mailboxes'), Sender);
      const works = state.one('irmConfiguration')['AzureRMSLicensingEnabled'] === true;
      const seeded = state.one('irmTest');
      if (works && seeded['Results'] !== undefined) return [seeded];
      return [
        {
          Results: `Acquiring RMS Templates ... ${works ? 'PASS. OVERALL RESULT: PASS' : 'FAIL. OVERALL RESULT: FAIL'}`,
        },
      ];
    },
  }),
];

const addresses = ['PrimarySmtpAddress', 'UserPrincipalName', 'Alias', 'ExternalDirectoryObjectId'];
