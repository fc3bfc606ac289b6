import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';

type Settings = SectionData<'irmConfiguration'>;

function settingsVerdict(settings: Settings): Verdict {
  const { azureRMSLicensingEnabled, internalLicensingEnabled, licensingLocation } = settings;
  const evidence: Evidence = {
    id: 'irm-configuration',
    name: 'Message encryption settings',
    expected: 'Azure Rights Management licensing on, internal licensing on, a licensing location',
    actual: `AzureRMSLicensingEnabled ${azureRMSLicensingEnabled}, InternalLicensingEnabled ${internalLicensingEnabled}, LicensingLocation ${(licensingLocation ?? []).join(', ') || 'empty'}`,
    readFrom: 'irmConfiguration.azureRMSLicensingEnabled',
  };
  if (azureRMSLicensingEnabled === true && internalLicensingEnabled === true && (licensingLocation ?? []).length > 0) {
    return pass('Message encryption is set up.', [evidence]);
  }
  return fail('Message encryption is not set up.', [evidence], {
    wouldPassIf: 'Azure Rights Management and internal licensing are on and a licensing location is set.',
  });
}

function testVerdict(test: SectionData<'irmTest'> | undefined): Verdict {
  const result = /OVERALL RESULT:\s*(PASS|FAIL)/i.exec(test?.results ?? '')?.[1]?.toUpperCase();
  if (!result)
    return unknown(
      "Can't tell whether an encrypted message can be made and opened: the test was not run (Test-IRMConfiguration).",
    );
  const evidence: Evidence = {
    id: 'irm-test',
    name: 'Message encryption test',
    expected: 'OVERALL RESULT: PASS',
    actual: `OVERALL RESULT: ${result}`,
    readFrom: 'irmTest.results',
  };
  return result === 'PASS'
    ? pass('The message encryption test passes.', [evidence])
    : fail('The message encryption test fails.', [evidence], {
        wouldPassIf: 'The test ends with OVERALL RESULT: PASS.',
      });
}

function buttonVerdict(on: boolean | null | undefined): Verdict {
  const evidence: Evidence = {
    id: 'encrypt-button',
    name: 'Encrypt button in Outlook on the web',
    expected: 'SimplifiedClientAccessEnabled true',
    actual: `SimplifiedClientAccessEnabled ${on}`,
    readFrom: 'irmConfiguration.simplifiedClientAccessEnabled',
  };
  return on === true
    ? pass('People can choose Encrypt and Do Not Forward in Outlook on the web.', [evidence])
    : partial('People have no Encrypt button in Outlook on the web, so only rules encrypt.', [evidence], {
        wouldPassIf: 'The Encrypt button is on.',
      });
}

export const messageEncryptionWorks = defineControl({
  id: 'exchange.message-encryption-works',
  title: 'Message encryption is set up and works',
  finding: 'Message encryption is not set up or does not work',
  severity: 'high',
  rationale:
    'Patients and small practices often have mail servers without any agreement or assured TLS. Message encryption is the way to send them PHI by mail; every rule, label and button that encrypts depends on it. It needs no keys of your own: HIPAA does not ask for customer-held keys.',
  citations: ['164.312(e)(2)(ii)', '164.312(a)(2)(iv)'],
  responsibility: 'both',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/set-up-new-message-encryption-capabilities' },
  ],
  aliases: ['EX-14'],
  license: 'message-encryption',
  reads: [
    'irmConfiguration.azureRMSLicensingEnabled',
    'irmConfiguration.internalLicensingEnabled',
    'irmConfiguration.licensingLocation',
    'irmConfiguration.simplifiedClientAccessEnabled',
  ],
  mayRead: ['irmTest'],
  evaluate({ irmConfiguration, irmTest }) {
    return combine({
      settings: settingsVerdict(irmConfiguration),
      test: testVerdict(irmTest),
      button: buttonVerdict(irmConfiguration.simplifiedClientAccessEnabled),
    });
  },
  attest: {
    question: 'Did an encrypted message to an outside address arrive and open?',
    proof: 'The date, sender and recipient of the test message and a picture of it as the recipient saw it.',
    validDays: 365,
  },
  remediation: {
    fix: 'Set up message encryption and test it',
    steps: [
      'See that Azure Rights Management is activated for the tenant.',
      'Run the commands below in Exchange Online PowerShell.',
      'Send an encrypted message to a private address and open it there.',
    ],
    script: [
      'Set-IRMConfiguration -AzureRMSLicensingEnabled $true -InternalLicensingEnabled $true -SimplifiedClientAccessEnabled $true',
      'Test-IRMConfiguration -Sender <address>',
    ],
  },
  changes({ irmConfiguration, irmTest }) {
    // A missing licensing location or a failing test has a cause that these switches do not cure.
    if ((irmConfiguration.licensingLocation ?? []).length === 0 || testVerdict(irmTest).outcome !== 'pass') return [];
    return [
      {
        section: 'irmConfiguration',
        operation: 'set',
        values: { azureRMSLicensingEnabled: true, internalLicensingEnabled: true, simplifiedClientAccessEnabled: true },
        call: 'Set-IRMConfiguration -AzureRMSLicensingEnabled $true -InternalLicensingEnabled $true -SimplifiedClientAccessEnabled $true',
        summary: 'Turn on message encryption and the Encrypt button',
        notice: 'People see an Encrypt button in Outlook on the web.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: ['The test is for one sender; whether a patient can open the message is best tried by hand.'],
  assumed: [
    'Property names and criterion are from general knowledge of Get-IRMConfiguration and Test-IRMConfiguration; no other tool checks them.',
    'Test-IRMConfiguration ends with the line OVERALL RESULT: PASS or OVERALL RESULT: FAIL.',
  ],
});
