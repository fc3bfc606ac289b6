import type { AlertNotice } from '../../core/alert.ts';
import type { RouteMessage } from '../../core/delivery.ts';
import { type Severity, severities } from '../../core/severity.ts';
import { cutTo, visible } from '../siem/plain-text.ts';

/** A message before it has the form of a route. No account, address of the network, file or patient: those are behind the link. */
export interface Words {
  /** One line. */
  subject: string;
  severity: Severity | undefined;
  /** What happened, in sentences. */
  lines: readonly string[];
  facts: readonly (readonly [name: string, value: string])[];
  /** Where to read on; absent without a console. */
  link?: string;
}

const changeWords: Readonly<Record<AlertNotice['change'], string>> = {
  opened: 'New alert',
  raised: 'Alert is more severe now',
  updated: 'Alert goes on',
  escalated: 'Nobody took this alert on in time',
  closed: 'Alert closed',
};

/** What a message says. `link` is the address of the console. */
export function wordsOf(message: RouteMessage, link: string | undefined): Words {
  if (message.kind === 'alert') return alertWords(message.notice, link);
  if (message.kind === 'digest') return digestWords(message.notices, link);
  if (message.kind === 'report') {
    const { subject, lines, facts, tenant, page } = message;
    return {
      ...{ subject: line(subject), severity: undefined, lines: lines.map(line) },
      facts: facts.map(([name, value]) => [name, line(value)] as const),
      ...(link && { link: pageOf(link, tenant.id, page) }),
    };
  }
  return {
    subject: `Test of Wardline for ${line(message.tenant.name)}`,
    severity: undefined,
    lines: ['This route works. Nothing has happened.'],
    facts: [],
    ...(link && { link }),
  };
}

function alertWords(notice: AlertNotice, link: string | undefined): Words {
  const { severity, change, tenant, title, count, firstAt, lastAt, id } = notice;
  return {
    subject: `[${severity}] ${line(tenant.name)}: ${line(title)}${change === 'opened' ? '' : ` (${change})`}`,
    severity,
    lines: [`${changeWords[change]}: ${line(title)}.`],
    facts: [
      ['Severity', severity],
      ['Organization', line(tenant.name)],
      ['Events', count.toLocaleString('en-US')],
      ['First', minute(firstAt)],
      ['Last', minute(lastAt)],
      ['Alert', line(id)],
    ],
    ...(link && { link: pageOf(link, tenant.id, `/alerts/${encodeURIComponent(id)}`) }),
  };
}

function digestWords(notices: readonly AlertNotice[], link: string | undefined): Words {
  const worst = severities.find((severity) => notices.some((notice) => notice.severity === severity))!;
  const [first] = notices;
  return {
    subject: `[${worst}] ${line(first!.tenant.name)}: ${notices.length} alerts that were held back`,
    severity: worst,
    lines: [`${notices.length} alerts came in quiet hours or above the hourly number of messages.`],
    facts: notices.map((notice) => [
      notice.severity,
      `${line(notice.title)}, ${notice.count.toLocaleString('en-US')} events, ${notice.change}, ${line(notice.id)}`,
    ]),
    ...(link && { link: pageOf(link, first!.tenant.id, '/alerts') }),
  };
}

/** A page of the console, which lies below that of the tenant. */
function pageOf(link: string, tenant: string, page: string): string {
  return `${link.replace(/\/+$/, '')}/t/${encodeURIComponent(tenant)}${page}`;
}

function line(text: string): string {
  return cutTo(visible(text), 200);
}

function minute(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}
