import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, combine, fail, notApplicable, partial, pass, unknown } from '../../core/verdict.ts';
import { nameOf } from './identity.ts';
import { same } from './mail-flow-rule.ts';

type Inbound = SectionData<'inboundConnectors'>[number];
type Outbound = SectionData<'outboundConnectors'>[number];
/** How far one direction is covered: certificate checked, encrypted only, or not at all. */
interface Cover {
  grade: 'verified' | 'encrypted' | 'none';
  by: string;
}

/** `smtp:lab.example.com;1`, `*.example.com`, `*`. A leading `*.` covers the domains below, not the domain itself. */
function covers(patterns: readonly string[] | null | undefined, domain: string): boolean {
  return (patterns ?? []).some((entry) => {
    const pattern = entry
      .replace(/^smtp:/i, '')
      .replace(/;.*$/, '')
      .trim()
      .toLowerCase();
    return pattern === '*' || pattern === domain || (pattern.startsWith('*.') && domain.endsWith(pattern.slice(1)));
  });
}

/** Says something, or was not collected: Exchange asks for these beside the switch that was collected. */
const isGiven = (value: string | readonly string[] | null | undefined) => value === undefined || Boolean(value?.length);

function outboundGrade(connector: Outbound): Cover['grade'] {
  if (same(connector.tlsSettings, 'CertificateValidation')) return 'verified';
  if (same(connector.tlsSettings, 'DomainValidation')) return isGiven(connector.tlsDomain) ? 'verified' : 'encrypted';
  return same(connector.tlsSettings, 'EncryptionOnly') ? 'encrypted' : 'none';
}

function inboundGrade(connector: Inbound): Cover['grade'] {
  if (connector.requireTls !== true) return 'none';
  const certificate = connector.restrictDomainsToCertificate === true && isGiven(connector.tlsSenderCertificateName);
  const address = connector.restrictDomainsToIPAddresses === true && isGiven(connector.senderIPAddresses);
  return certificate || address ? 'verified' : 'encrypted';
}

function best(candidates: readonly Cover[]): Cover {
  return (
    candidates.find(({ grade }) => grade === 'verified') ??
    candidates.find(({ grade }) => grade === 'encrypted') ?? { grade: 'none', by: 'no connector' }
  );
}

const outboundCover = (connectors: readonly Outbound[], domain: string) =>
  best(
    connectors
      .filter(
        (connector) =>
          connector.enabled !== false &&
          connector.testMode !== true &&
          connector.isTransportRuleScoped !== true &&
          same(connector.connectorType, 'Partner') &&
          covers(connector.recipientDomains, domain),
      )
      .map((connector) => ({
        grade: outboundGrade(connector),
        by: `${nameOf(connector)} (TlsSettings ${connector.tlsSettings ?? 'not set'})`,
      })),
  );

const inboundCover = (connectors: readonly Inbound[], domain: string) =>
  best(
    connectors
      .filter(
        (connector) =>
          connector.enabled !== false &&
          same(connector.connectorType, 'Partner') &&
          covers(connector.senderDomains, domain),
      )
      .map((connector) => ({
        grade: inboundGrade(connector),
        by: `${nameOf(connector)} (RequireTls ${connector.requireTls ?? 'not set'})`,
      })),
  );

const words = {
  verified: 'forced TLS, other side checked',
  encrypted: 'forced TLS, other side not checked',
  none: 'TLS not forced',
};

export const partnerTlsForced = defineControl({
  id: 'exchange.partner-tls-forced',
  title: 'Mail with named partners always uses verified TLS',
  finding: 'Mail with a named partner may travel without verified TLS',
  severity: 'high',
  rationale:
    'Exchange encrypts mail on the way only when the other side can; otherwise it sends in the clear without a word. For a lab or billing service that gets PHI every day a connector must refuse to send or take mail without TLS and a checked certificate.',
  citations: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/set-up-connectors-for-secure-mail-flow-with-a-partner',
    },
  ],
  aliases: ['EX-16'],
  reads: ['inboundConnectors', 'outboundConnectors'],
  evaluate({ inboundConnectors, outboundConnectors }, { organization: { partners } }) {
    if (partners.length === 0) {
      return unknown("Can't tell: no partner is declared.", [], {
        wouldPassIf: 'You declare your partners and say which need TLS.',
      });
    }
    const needing = partners.filter((partner) => partner.tls);
    if (needing.length === 0) return notApplicable('No declared partner needs forced TLS.');
    return combine(
      Object.fromEntries(
        needing.map((partner) => {
          const domain = partner.domain.toLowerCase();
          const [out, into] = [outboundCover(outboundConnectors, domain), inboundCover(inboundConnectors, domain)];
          const evidence = (direction: 'to' | 'from', cover: Cover): Evidence => ({
            id: `${direction} ${domain}`,
            name: `Mail ${direction} ${domain}`,
            expected: words.verified,
            actual: `${words[cover.grade]}: ${cover.by}`,
            readFrom: direction === 'to' ? 'outboundConnectors.tlsSettings' : 'inboundConnectors.requireTls',
          });
          const short = [
            ...(out.grade === 'verified' ? [] : [evidence('to', out)]),
            ...(into.grade === 'verified' ? [] : [evidence('from', into)]),
          ];
          if (short.length === 0)
            return [
              domain,
              pass(`Mail with ${domain} always uses verified TLS.`, [evidence('to', out), evidence('from', into)]),
            ];
          const wouldPassIf = `A Partner connector forces verified TLS for ${short.map(({ name }) => name.replace('Mail ', 'mail ')).join(' and ')}.`;
          return out.grade === 'none' || into.grade === 'none'
            ? [domain, fail(`Mail with ${domain} may travel without TLS.`, short, { wouldPassIf })]
            : [
                domain,
                partial(`Mail with ${domain} is always encrypted, but the other side is not checked.`, short, {
                  wouldPassIf,
                }),
              ];
        }),
      ),
    );
  },
  attest: {
    question:
      'Does mail with every partner that gets PHI use forced TLS with a checked certificate, or is there no such partner?',
    proof: 'The list of partners with the date of a test message each way, or a dated note that there are none.',
    validDays: 365,
  },
  remediation: {
    fix: 'Force verified TLS with each named partner',
    steps: [
      'Ask the partner which names are on the certificate of its mail servers, and agree on a day.',
      "Open the Exchange admin center, Mail flow, Connectors, Add a connector: from Office 365 to Partner organization, for the partner's domain, always use TLS, issued by a trusted certificate authority.",
      'Add a second connector: from Partner organization to Office 365, for the same domain, reject messages that are not sent over TLS, and require the certificate name.',
      'Send a test message each way, then declare the partner in wardline.yaml.',
    ],
    script: [
      "New-OutboundConnector -Name 'TLS to <partner>' -ConnectorType Partner -RecipientDomains <partner> -UseMXRecord $true -TlsSettings DomainValidation -TlsDomain <certificate name>",
      "New-InboundConnector -Name 'TLS from <partner>' -ConnectorType Partner -SenderDomains <partner> -RequireTls $true -RestrictDomainsToCertificate $true -TlsSenderCertificateName <certificate name>",
    ],
  },
  changes({ inboundConnectors, outboundConnectors }, { organization: { partners } }) {
    const needing = partners.filter((partner) => partner.tls).map((partner) => partner.domain.toLowerCase());
    // Incoming mail needs the partner's own certificate name: a guess would turn away lab results.
    if (needing.some((domain) => inboundCover(inboundConnectors, domain).grade !== 'verified')) return [];
    return needing
      .filter((domain) => outboundCover(outboundConnectors, domain).grade !== 'verified')
      .map((domain) => ({
        section: 'outboundConnectors' as const,
        operation: 'create' as const,
        match: { name: `Wardline: verified TLS to ${domain}` },
        values: {
          name: `Wardline: verified TLS to ${domain}`,
          enabled: true,
          connectorType: 'Partner',
          recipientDomains: [domain],
          useMXRecord: true,
          tlsSettings: 'CertificateValidation',
        },
        call: `New-OutboundConnector -Name 'Wardline: verified TLS to ${domain}' -ConnectorType Partner -RecipientDomains ${domain} -UseMXRecord $true -TlsSettings CertificateValidation`,
        summary: `Force verified TLS for mail to ${domain}`,
        notice: `Mail to ${domain} waits and comes back when its servers offer no TLS with a trusted certificate.`,
        undo: 'restore' as const,
      }));
  },
  knownGaps: [
    'Partners that are not declared are not judged.',
    'When two connectors cover a domain the better one is taken; which one Exchange picks is not computed.',
  ],
  assumed: [
    'Property names and criterion are from general knowledge of Get-OutboundConnector and Get-InboundConnector; no other tool checks them.',
  ],
});
