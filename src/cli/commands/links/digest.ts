import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WardlineError } from '../../../core/errors.ts';
import { staleness } from '../../../engine/links.ts';
import { type LinksDigest, linksDigestHtml, linksDigestText } from '../../../reports/links-digest.ts';
import { defineCommand } from '../../command.ts';
import {
  behindWords,
  daysOf,
  daysOption,
  lastUseWords,
  linkColumns,
  notKnown,
  withLinks,
} from '../../inventory/links-result.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { plain, writeWhole } from '../../output.ts';

interface Row {
  owner: string;
  stale: number;
  unknown: number;
  file: string;
}

export const linksDigestCommand = defineCommand<Row>({
  path: ['links', 'digest'],
  summary: 'one page for each owner of stale links, as HTML and text, to be sent once a week',
  details: `Each owner's page names the owner's own files and no other's, and no value that was found in them. Names of files
can hold names of patients: the folder is for you alone (mode 0700) and pages go to their owner alone. Nothing is sent.
  wardline links digest --folder digests
Links of stores without a known owner come in a page of their own, for the administrator.`,
  arguments: [],
  options: [
    { flags: '--folder <folder>', summary: 'where the pages go; made when it is missing' },
    daysOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) => {
    const days = daysOf(invocation);
    const { options, cwd } = invocation;
    if (typeof options['folder'] !== 'string')
      throw new WardlineError('usage', 'Say where the pages go.', 'Run: wardline links digest --folder digests');
    const folder = resolve(cwd, options['folder']);
    return withLinks(invocation, (found) => {
      const judged = found.links
        .map((link) => ({ link, state: staleness(link, days, found.at) }))
        .filter(({ state }) => state !== 'fresh');
      const owners = [...Map.groupBy(judged, ({ link }) => link.owner?.toLowerCase() ?? '')].toSorted(([a], [b]) =>
        a.localeCompare(b, 'en'),
      );
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
      } catch {
        throw new WardlineError('cannot-write', 'The folder cannot be made.', 'Choose a place that you may write to.');
      }
      const kind = linkColumns.find(({ title }) => title === 'Kind')!;
      const age = linkColumns.find(({ title }) => title === 'Age')!;
      const rows = owners.map(([owner, some], at): Row => {
        const digest: LinksDigest = {
          ...{ organization: found.tenant, owner: owner || 'nobody known', day: found.at.slice(0, 10), days },
          links: some.map(({ link, state }) => ({
            path: plain(`${link.storeName}/${link.path}`),
            kind: String(kind.value(link)),
            age: String(age.value(link)),
            lastUse: lastUseWords(link.lastUse),
            behind: behindWords(link.behind),
            stale: state === 'stale',
          })),
        };
        // An owner's name is whatever the tenant says; as a file's name it is letters and digits.
        const file = `${String(at + 1).padStart(3, '0')}-${(owner || 'no-owner').replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60)}`;
        writeWhole(join(folder, `${file}.html`), linksDigestHtml(digest));
        writeWhole(join(folder, `${file}.txt`), linksDigestText(digest));
        const stale = digest.links.filter((link) => link.stale).length;
        return { owner: digest.owner, stale, unknown: digest.links.length - stale, file: `${file}.html` };
      });
      return {
        data: { days, digests: rows },
        rows,
        columns: [
          { title: 'Stale', value: (row) => row.stale },
          { title: 'Unknown', value: (row) => row.unknown },
          { title: 'Page', value: (row) => row.file },
          { title: 'Owner', value: (row) => plain(row.owner) },
        ],
        messages: [...notKnown(found), 'Nothing was sent.'],
      };
    });
  },
});
