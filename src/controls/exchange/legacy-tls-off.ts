import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import { counted } from './identity.ts';
import { same } from './mail-flow-rule.ts';

export const legacyTlsOff = defineControl({
  id: 'exchange.legacy-tls-off',
  title: 'Old TLS versions are refused for mail',
  finding: 'Mail may be handed in over TLS 1.0 or 1.1',
  severity: 'medium',
  rationale:
    'TLS 1.0 and 1.1 can be broken, so mail that travels over them is not encrypted in any sense that counts. Exchange refuses them unless somebody has opened the door for an old copier.',
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/opt-in-exchange-online-endpoint-for-legacy-tls-using-smtp-auth',
    },
  ],
  aliases: ['EX-17'],
  reads: ['transportConfig.allowLegacyTLSClients'],
  mayRead: ['acceptedDomains'],
  evaluate({ transportConfig: { allowLegacyTLSClients: allowed }, acceptedDomains }) {
    const evidence = {
      id: 'transport-settings',
      name: 'Transport settings',
      expected: 'AllowLegacyTLSClients not true',
      actual: `AllowLegacyTLSClients ${allowed ?? 'not set (off)'}`,
      readFrom: 'transportConfig.allowLegacyTLSClients' as const,
    };
    if (allowed === true) {
      return fail('Mail may be handed in over TLS 1.0 or 1.1.', [evidence], {
        wouldPassIf: 'AllowLegacyTLSClients is off.',
      });
    }
    const own = (acceptedDomains ?? []).filter(
      ({ domainName }) => domainName && !/\.onmicrosoft\.(com|us)$/i.test(domainName),
    );
    const without = own.filter(({ smtpDaneStatus }) => same(smtpDaneStatus, 'Disabled'));
    const advice =
      without.length > 0
        ? ` Advice: DANE for incoming mail is off for ${without.length} of ${counted(own.length, 'domain')}.`
        : '';
    return pass(`Old TLS versions are refused for mail.${advice}`, [evidence]);
  },
  remediation: {
    fix: 'Refuse old TLS versions for mail',
    steps: [
      'Move each copier or application to smtp.office365.com with TLS 1.2.',
      'Run the command below.',
      'As a further step turn on DANE for each domain whose DNS is signed (DNSSEC), or publish an MTA-STS policy.',
    ],
    script: ['Set-TransportConfig -AllowLegacyTLSClients $false'],
  },
  changes({ transportConfig }) {
    if (transportConfig.allowLegacyTLSClients !== true) return [];
    return [
      {
        section: 'transportConfig',
        operation: 'set',
        values: { allowLegacyTLSClients: false },
        call: 'Set-TransportConfig -AllowLegacyTLSClients $false',
        summary: 'Refuse old TLS versions for mail',
        notice: 'Copiers and applications that know only TLS 1.0 or 1.1 stop sending.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: ['DANE is shown as advice and MTA-STS is not read; neither decides.'],
  assumed: [
    'AllowLegacyTLSClients that is not set means off. The criterion is from general knowledge; no other tool checks it.',
  ],
});
