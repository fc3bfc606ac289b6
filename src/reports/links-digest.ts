import { html } from './html/markup.ts';

/** One link of an owner's digest. File names are their own files' names; no value is in it. */
export interface DigestLink {
  path: string;
  /** "Anyone link". */
  kind: string;
  age: string;
  lastUse: string;
  /** "2 of 3 items, 5 patients". */
  behind: string;
  stale: boolean;
}

export interface LinksDigest {
  organization: string;
  owner: string;
  /** Day of the digest, YYYY-MM-DD. */
  day: string;
  days: number;
  links: readonly DigestLink[];
}

const ask =
  'Open the file, choose Share, then Manage access, and remove what nobody needs. A removed link cannot be put back: a new one has another address.';

function lead({ links, days }: LinksDigest): string {
  const stale = links.filter((link) => link.stale).length;
  const unknown = links.length - stale;
  return `${stale} of your sharing links or guests were not used for ${days} days.${
    unknown > 0 ? ` Of ${unknown} more nobody can tell when they were last used.` : ''
  }`;
}

/** The digest as plain text for a mail. */
export function linksDigestText(digest: LinksDigest): string {
  const lines = digest.links.flatMap(({ path, kind, age, lastUse, behind, stale }, at) => [
    `${at + 1}. ${path}`,
    `   ${kind}, age: ${age}, last use: ${lastUse}${stale ? '' : ' (unknown is not unused)'}`,
    `   Patient information behind it: ${behind}`,
  ]);
  return [
    `Sharing links of ${digest.owner}, ${digest.day}`,
    '',
    lead(digest),
    ask,
    '',
    ...lines,
    '',
    digest.organization,
    '',
  ].join('\n');
}

/** The digest as one HTML file without scripts and without anything from elsewhere. */
export function linksDigestHtml(digest: LinksDigest): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>Sharing links of ${digest.owner}</title>
        <style>
          body {
            font:
              16px/24px system-ui,
              sans-serif;
            color: #1b2226;
            background: #fff;
            max-width: 60rem;
            margin: 2rem auto;
            padding: 0 1rem;
          }
          table {
            border-collapse: collapse;
            width: 100%;
          }
          th,
          td {
            text-align: left;
            vertical-align: top;
            padding: 0.5rem 0.75rem 0.5rem 0;
            border-bottom: 1px solid #e3e0d9;
            overflow-wrap: anywhere;
          }
          th {
            color: #626b71;
            font-weight: 500;
          }
        </style>
      </head>
      <body>
        <h1>Sharing links of ${digest.owner}</h1>
        <p>${digest.organization}, ${digest.day}</p>
        <p>${lead(digest)}</p>
        <p>${ask}</p>
        <table>
          <thead>
            <tr>
              <th>File or folder</th>
              <th>Kind</th>
              <th>Age</th>
              <th>Last use</th>
              <th>Patient information behind it</th>
            </tr>
          </thead>
          <tbody>
            ${digest.links.map(
              ({ path, kind, age, lastUse, behind }) =>
                html`<tr>
                  <td>${path}</td>
                  <td>${kind}</td>
                  <td>${age}</td>
                  <td>${lastUse}</td>
                  <td>${behind}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </body>
    </html> `.markup;
}
