import { createTransport } from '../../../connectors/http/transport.ts';
import { type MailNetwork, systemNetwork } from '../../../connectors/smtp/network.ts';
import { type ConnectorClaim, type MailCheck, probePartner } from '../../../connectors/smtp/partner.ts';
import type { SessionOptions } from '../../../connectors/smtp/session.ts';
import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { Partner } from '../../../core/organization.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { type Command, type CommandResult, type Invocation, defineCommand } from '../../command.ts';
import { chosenTenant, hasHome, homeOption, latestSnapshot, tenantOption, withStore } from '../../live.ts';

interface Row extends MailCheck {
  partner: string;
  /** Mail to it must use verified TLS, by wardline.yaml. */
  needsTls: boolean;
}

/** What a test gives in place of the public network. */
export interface Outside extends SessionOptions {
  network: MailNetwork;
  fetchText(url: string): Promise<string | undefined>;
}

/** These decide about verified TLS; the others are told. */
const deciding = new Set<MailCheck['check']>(['mx', 'starttls', 'certificate', 'tls-version', 'connector']);

export const partnersProbeCommand = partnersProbe(publicOutside);

/** The command over a network of the caller's choice. */
export function partnersProbe(outside: () => Outside): Command {
  return defineCommand<Row>({
    path: ['partners', 'probe'],
    summary: "test whether each partner's mail servers take verified TLS; sends no mail",
    details: `Asks the partners of wardline.yaml, or one of them: MX, STARTTLS, certificate chain and name, TLS version,
MTA-STS, TLS reports and DANE, and what the connectors of the latest snapshot claim. The result is dated: keep it with
--out FILE. Needs a network that lets port 25 out.
Exit codes: 0 all who need TLS have it, 3 one who needs it fails, 6 one could not be seen.`,
    arguments: [{ name: 'domain', summary: 'one partner; all of them without it', optional: true }],
    options: [organizationOption, tenantOption, homeOption],
    formats: ['table', 'json', 'jsonl', 'csv', 'md'],
    async run(invocation): Promise<CommandResult<Row>> {
      const partners = partnersOf(invocation);
      const snapshot = await snapshotOf(invocation);
      const at = now();
      const rows: Row[] = [];
      const { network, fetchText, ...session } = outside();
      for (const { domain, tls } of partners) {
        invocation.tell(`${domain} …`);
        const claim = snapshot && claimFor(snapshot, domain);
        const checks = await probePartner(domain, { network, fetchText, ...session, ...(claim && { claim }) });
        rows.push(...checks.map((check) => ({ partner: domain, needsTls: tls, ...check })));
      }
      const verdicts = partners.map(({ domain, tls }) => ({ domain, needsTls: tls, verdict: verdictOf(rows, domain) }));
      const needing = verdicts.filter(({ needsTls }) => needsTls);
      const failed = needing.filter(({ verdict }) => verdict === 'fails');
      const unseen = needing.filter(({ verdict }) => verdict === 'not seen');
      return {
        data: { kind: 'wardline.partner-probe', version: 1, at, partners: verdicts, checks: rows },
        rows,
        columns: [
          { title: 'Partner', value: (row) => row.partner },
          { title: 'Host', value: (row) => row.host ?? '' },
          { title: 'Check', value: (row) => row.check },
          { title: 'Result', value: (row) => row.result },
          { title: 'What it says', value: (row) => row.says },
        ],
        exit: failed.length > 0 ? 3 : unseen.length > 0 ? 6 : 0,
        messages: [
          `Probed ${at}: ${needing.length} partners need verified TLS, ${failed.length} fail, ${unseen.length} could not be seen.`,
          ...failed.map(
            ({ domain }) =>
              `${domain}: mail to it must not be sent without verified TLS. Agree on a fix, or record an exception with an end date for exchange.partner-tls-forced.`,
          ),
          ...(snapshot ? [] : ['No snapshot of the tenant is here: the claims of its connectors were not compared.']),
        ],
      };
    },
  });
}

function partnersOf({ arguments: [named], options, cwd }: Invocation): readonly Partner[] {
  const { partners } = loadOrganization(options['organization'], cwd).organization;
  const wanted = partners
    .map((partner) => ({ ...partner, domain: partner.domain.toLowerCase() }))
    .filter(({ domain }) => named === undefined || domain === named.toLowerCase());
  if (wanted.length > 0) return wanted;
  throw new WardlineError(
    'not-found',
    named === undefined ? 'wardline.yaml declares no partner.' : 'wardline.yaml declares no such partner.',
    'Declare each under partners: with its domain, and tls: true where mail must use verified TLS.',
  );
}

/** Absent when nothing was collected: then the servers alone are looked at. */
async function snapshotOf(invocation: Invocation): Promise<Snapshot | undefined> {
  if (!hasHome(invocation)) return undefined;
  return withStore(invocation, async (store) => {
    try {
      return (await latestSnapshot(store, await chosenTenant(store, invocation.options['tenant']))).snapshot;
    } catch (error) {
      if (invocation.options['tenant'] === undefined && error instanceof WardlineError && error.code === 'not-found')
        return undefined;
      throw error;
    }
  });
}

function claimFor({ sections: { outboundConnectors } }: Snapshot, domain: string): ConnectorClaim | undefined {
  if (outboundConnectors.status !== 'read') return undefined;
  const found = outboundConnectors.data.find(
    ({ enabled, connectorType, recipientDomains }) =>
      enabled !== false &&
      connectorType?.toLowerCase() === 'partner' &&
      (recipientDomains ?? []).some(
        (entry) =>
          entry
            .toLowerCase()
            .replace(/^smtp:/, '')
            .replace(/;.*$/, '') === domain,
      ),
  );
  return (
    found && {
      name: found.name ?? found.identity ?? '',
      smartHosts: found.useMXRecord === false ? (found.smartHosts ?? []).filter((host) => !host.startsWith('[')) : [],
      ...(found.tlsDomain && { tlsDomain: found.tlsDomain }),
    }
  );
}

function verdictOf(rows: readonly Row[], partner: string): 'verified TLS' | 'fails' | 'not seen' {
  const own = rows.filter((row) => row.partner === partner && deciding.has(row.check));
  if (own.some(({ result }) => result === 'fail')) return 'fails';
  return own.some(({ result }) => result === 'unknown') || own.length < 2 ? 'not seen' : 'verified TLS';
}

const largestPolicy = 64 * 1024;

function publicOutside(): Outside {
  const transport = createTransport({ patience: { tries: 1 } });
  return {
    network: systemNetwork(),
    async fetchText(url) {
      const { status, headers, body } = await transport.send({
        service: 'exchange',
        call: 'GET an MTA-STS policy',
        method: 'GET',
        url,
        hosts: { hosts: [new URL(url).hostname] },
        limits: [],
        maxBytes: largestPolicy,
        timeOuts: { total: 30_000 },
      });
      return status === 200 && /^text\/plain\b/i.test(headers['content-type'] ?? '')
        ? body.toString('utf8')
        : undefined;
    },
  };
}
