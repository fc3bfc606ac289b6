import type { Duty } from '../core/duty.ts';

interface Calendar {
  name: string;
  /** Makes the ids of entries unique: the tenant's id. */
  tenant: string;
  /** Address of the tenant's pages: `https://wardline.example.com/t/ID`. */
  link: string;
  /** ISO 8601 UTC. */
  at: string;
}

/**
 * Duties as an iCalendar (RFC 5545): an all-day entry on the day by which each is due, with an alarm a day before for
 * what is not done. Duties without a day have no place in a calendar and are left out.
 */
export function iCalendar(duties: readonly Duty[], { name, tenant, link, at }: Calendar): string {
  const stamp = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Wardline//Duties//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    `X-WR-CALNAME:${escaped(name)}`,
    ...['REFRESH-INTERVAL;VALUE=DURATION:PT12H', 'X-PUBLISHED-TTL:PT12H'],
  ];
  for (const { key, title, about, due, state, page, kind } of duties) {
    if (due === undefined) continue;
    lines.push(
      'BEGIN:VEVENT',
      `UID:${escaped(`${key}@${tenant}.wardline`)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${due.slice(0, 10).replaceAll('-', '')}`,
      `SUMMARY:${escaped(state === 'done' ? `Done: ${title}` : state === 'overdue' ? `Overdue: ${title}` : title)}`,
      `DESCRIPTION:${escaped(about)}`,
      `CATEGORIES:${escaped(kind)}`,
      `URL:${link}${page}`,
      'TRANSP:TRANSPARENT',
      ...(state === 'open' || state === 'ahead' || state === 'overdue'
        ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, 'TRIGGER:-P1D', 'END:VALARM']
        : []),
      'END:VEVENT',
    );
  }
  return [...lines, 'END:VCALENDAR'].map((line) => `${folded(line)}\r\n`).join('');
}

/** Text of a property: separators with a backslash; a line break becomes `\n`, so that no text begins another property. */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/[\\;,]/g, (found) => `\\${found}`)
      .replaceAll(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\\n')
      // oxlint-disable-next-line no-control-regex -- RFC 5545 3.1 forbids them in text
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
  );
}

/** No line is longer than 75 octets (RFC 5545 3.1): it goes on in the next one after a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      [part, octets] = ['', 0];
    }
    part += letter;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
