import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sectionNames, sections } from '../src/core/snapshot.ts';
import { defender } from './texas-clinic/defender.ts';
import { access, applications, privilege } from './texas-clinic/entra.ts';
import { mailDomains, mailFlow, mailboxes } from './texas-clinic/exchange.ts';
import { organization } from './texas-clinic/organization.ts';
import { type Settings, takenAt, tenant } from './texas-clinic/people.ts';
import { purview } from './texas-clinic/purview.ts';
import { sharepoint } from './texas-clinic/sharepoint.ts';
import { teams } from './texas-clinic/teams.ts';
import { unread } from './texas-clinic/unread.ts';

/**
 * Writes demo/texas-clinic.json: an invented clinic that signed up for Microsoft 365 Business Premium and changed
 * nothing. docs/demo.md says which values are recalled. `--check` only compares.
 */
const settings: Settings = {
  ...access,
  ...privilege,
  ...applications,
  ...mailDomains,
  ...mailFlow,
  ...mailboxes,
  ...defender,
  ...purview,
  ...sharepoint,
  ...teams,
  ...organization,
};

/** The snapshot as JSON text. Each section went through its own decoder, so that a wrong form cannot get in. */
export function texasClinic(): string {
  const given = sectionNames.map((name) => {
    const why = unread[name];
    if (why) return [name, { status: 'unavailable', reason: why[0], detail: why[1] }];
    const data = settings[name];
    if (data === undefined) throw new Error(`demo/texas-clinic says nothing of ${name}`);
    return [name, { status: 'read', data: sections[name].decode(data) }];
  });
  return `${json({
    kind: 'wardline.snapshot',
    version: 1,
    note: 'Invented: no such clinic, people or tenant exist. Made by demo/make-texas-clinic.ts; see docs/demo.md.',
    tenant: { id: tenant.id, name: tenant.name, domain: tenant.domain, cloud: 'commercial' },
    takenAt,
    source: { tool: 'the demo (an invented clinic)' },
    sections: Object.fromEntries(given),
  })}\n`;
}

/** JSON as the formatter leaves it: lists of plain values on one line where they fit. */
function json(value: unknown, indent = '', room = 120): string {
  if (Array.isArray(value)) {
    const plain = value.every((entry) => typeof entry !== 'object' || entry === null);
    const line = `[${value.map((entry) => JSON.stringify(entry)).join(', ')}]`;
    if (value.length === 0 || (plain && line.length <= room)) return line;
    return block(
      value.map((entry) => json(entry, `${indent}  `, 120 - indent.length - 3)),
      '[]',
      indent,
    );
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) return '{}';
  return block(
    entries.map(([key, entry]) => {
      const name = `${JSON.stringify(key)}: `;
      return name + json(entry, `${indent}  `, 120 - indent.length - 3 - name.length);
    }),
    '{}',
    indent,
  );
}

function block(lines: readonly string[], [open, close]: string, indent: string): string {
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
}

if (import.meta.main) {
  const target = fileURLToPath(new URL('texas-clinic.json', import.meta.url));
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== texasClinic()) {
      process.stderr.write('demo/texas-clinic.json is not what its generator makes: node demo/make-texas-clinic.ts\n');
      process.exitCode = 1;
    }
  } else writeFileSync(target, texasClinic());
}
