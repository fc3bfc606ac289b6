import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { counted } from './identity.ts';

type RemoteDomain = SectionData<'remoteDomains'>[number];

/** The default domain `*` covers everybody and can never be declared as an exclusion. */
function undeclaredForwarding(remoteDomains: readonly RemoteDomain[], declared: readonly string[]): RemoteDomain[] {
  const allowed = new Set(declared.map((domain) => domain.toLowerCase()));
  return remoteDomains.filter(
    (domain) =>
      domain.autoForwardEnabled !== false &&
      (domain.domainName === '*' || !allowed.has((domain.domainName ?? '').toLowerCase())),
  );
}

export const remoteDomainForwardingOff = defineControl({
  id: 'exchange.remote-domain-forwarding-off',
  title: 'Remote domains do not allow automatic forwarding',
  finding: 'Mail can be forwarded automatically to outside domains',
  severity: 'high',
  rationale:
    'An inbox rule that forwards everything is the quiet way out for patient mail: the sender never notices and the copy is beyond recall. Remote domains decide whether Exchange lets such mail leave.',
  citations: ['164.312(e)(1)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.1.1v2', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.EXO.1.1' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/remote-domains/remote-domains',
    },
  ],
  aliases: ['EX-01'],
  reads: ['remoteDomains.domainName', 'remoteDomains.autoForwardEnabled'],
  evaluate({ remoteDomains }, { declared }) {
    if (remoteDomains.length === 0) {
      return unknown("Can't tell: the source lists no remote domain, and every tenant has the default one.");
    }
    const undeclared = undeclaredForwarding(remoteDomains, declared.domains);
    const evidence = (domain: RemoteDomain) => ({
      id: domain.identity ?? domain.domainName ?? 'unnamed',
      name: domain.domainName ?? 'unnamed',
      expected: 'AutoForwardEnabled false',
      actual: `AutoForwardEnabled ${domain.autoForwardEnabled}`,
      readFrom: 'remoteDomains.autoForwardEnabled' as const,
    });
    if (undeclared.length === 0) {
      return pass(
        `None of ${counted(remoteDomains.length, 'remote domain')} allows automatic forwarding without a declared reason.`,
        remoteDomains.map(evidence),
      );
    }
    const partners = undeclared.map((domain) => domain.domainName).filter((name) => name !== '*');
    const canBeDeclared = partners.length === undeclared.length;
    return fail(
      `${undeclared.length} of ${counted(remoteDomains.length, 'remote domain')} ${undeclared.length === 1 ? 'allows' : 'allow'} automatic forwarding.`,
      undeclared.map(evidence),
      {
        wouldPassIf: `Automatic forwarding is off for ${undeclared.map((domain) => domain.domainName).join(', ')}${canBeDeclared ? ', or if you declare the domain with a reason' : ''}.`,
      },
    );
  },
  remediation: {
    fix: 'Turn off automatic forwarding for remote domains',
    steps: [
      'Open the Exchange admin center, Mail flow, Remote domains.',
      'Open each domain named here, choose Edit reply types.',
      'Clear "Allow automatic forwarding" and save.',
    ],
    script: ['Set-RemoteDomain -Identity Default -AutoForwardEnabled $false'],
  },
  changes({ remoteDomains }, { declared }) {
    return undeclaredForwarding(remoteDomains, declared.domains).map((domain) => ({
      section: 'remoteDomains' as const,
      operation: 'set' as const,
      match: { domainName: domain.domainName },
      values: { autoForwardEnabled: false },
      call: `Set-RemoteDomain -Identity ${quoted(domain.identity ?? domain.domainName ?? '')} -AutoForwardEnabled $false`,
      summary: `Turn off automatic forwarding for remote domain ${domain.identity ?? domain.domainName}`,
      notice: 'People whose inbox rules forward to this domain: their rules stop working and no copy leaves.',
      undo: 'restore' as const,
    }));
  },
});
