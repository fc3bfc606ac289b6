import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentClass } from '../src/core/phi.ts';
import { inspect } from '../src/phi/inspect.ts';
import { corpus } from '../test/phi/corpus/index.ts';
import { blind, unlabelled as notInBlind } from '../test/phi/blind/index.ts';
import { independent, unlabelled } from '../test/phi/independent/index.ts';
import type { LabelledDocument } from '../test/phi/corpus/document.ts';
import { type Score, figures, score } from '../test/phi/score.ts';
import { kinds } from './phi/mixed.ts';
import { printSpeed } from './phi/speed.ts';

/**
 * `node bench/phi.ts [--peers] [--each N]`: how right and how fast the content engine is. Prints precision, recall and
 * F1 per detector and the matrix of document classes for the tuning and the sealed half and the independent corpus, then
 * the throughput by kind of text beside 25 plain regular expressions run in sequence and beside ripgrep. With `--peers`
 * two public packages are installed into a folder that is removed again, and run on the same text.
 */
const peerScript = `
import { readFileSync } from 'node:fs';
const documents = JSON.parse(readFileSync('documents.json', 'utf8'));
const bytes = documents.reduce((sum, { text }) => sum + text.length, 0);
const plain = readFileSync('plain.txt', 'utf8');
async function run(name, redact) {
  const start = performance.now();
  let gone = 0, all = 0;
  for (const { text, planted } of documents) {
    const out = await redact(text);
    for (const { start: from, end } of planted) { all++; if (!out.includes(text.slice(from, end))) gone++; }
  }
  const seconds = (performance.now() - start) / 1000;
  const before = performance.now();
  for (let at = 0; at < plain.length; at += 4000) await redact(plain.slice(at, at + 4000));
  const mixed = plain.length / 1e3 / (performance.now() - before);
  console.log('  ' + name + ': ' + (100 * gone / all).toFixed(1) + ' % of ' + all + ' spans; ' + (bytes / 1e6 / seconds).toFixed(2) + ' MB/s of them, ' + mixed.toFixed(2) + ' MB/s of prose, XML, JSON and CSV');
}
try { const { SyncRedactor } = await import('redact-pii'); const redactor = new SyncRedactor(); await run('redact-pii', (text) => redactor.redact(text)); } catch (error) { console.log('  redact-pii could not run: ' + error.message); }
try { const peer = await import('@openredaction/openredaction'); const Redactor = peer.OpenRedaction ?? peer.default; const redactor = new Redactor(); await run('openredaction', async (text) => (await redactor.detect(text)).redacted); } catch (error) { console.log('  openredaction could not run: ' + error.message); }
`;

const each = Number(process.argv[process.argv.indexOf('--each') + 1] || 18) || 18;
const classes: readonly DocumentClass[] = ['PHI_SENSITIVE', 'PHI', 'PII_ONLY', 'HEALTH_ONLY', 'NONE'];
const documents = corpus(each);
const halves = {
  tuning: documents.filter(({ half }) => half === 'tuning'),
  sealed: documents.filter(({ half }) => half === 'sealed'),
};
const types = new Set(documents.map(({ type }) => type));
console.log(
  `${documents.length} documents of ${types.size} types: ${halves.tuning.length} tuning, ${halves.sealed.length} sealed. Self-written; a template stands in one half only.`,
);
const others = independent(4);
console.log(
  `${others.length} documents of ${new Set(others.map(({ type }) => type)).size} types: independent. Layouts by another hand; faults that they showed were mended by rule.`,
);

const unseen = blind('', 5);
console.log(
  `${unseen.length} documents of ${new Set(unseen.map(({ type }) => type)).size} types: blind. Layouts written before the engine was looked at; their first looks are in docs/bench.md.\n`,
);

const scores = {
  tuning: score(halves.tuning),
  sealed: score(halves.sealed),
  independent: score(others),
  blind: score(unseen),
};
type Column = keyof typeof scores;
const columns: readonly Column[] = ['tuning', 'sealed', 'independent', 'blind'];
printDetectors(scores);
for (const half of columns) printClasses(half, scores[half]);
printSpeed(
  documents
    .map(({ text }) => text)
    .join('\n\n')
    .replace(/[^\x00-\xff]/g, ' '),
);
if (process.argv.includes('--peers')) printPeers(halves.sealed);
else console.log('\nPeers were left out; --peers installs and runs them.');

function printDetectors(all: Readonly<Record<Column, Score>>): void {
  const names = [...new Set(columns.flatMap((column) => [...all[column].detectors.keys()]))].sort();
  const head = columns.map(
    (column) => `${`${column}: P`.padStart(16)}${'R'.padStart(7)}${'F1'.padStart(7)}${'n'.padStart(6)}`,
  );
  console.log('detector'.padEnd(34) + head.join(''));
  for (const name of names) {
    const cells = columns.map((column) => {
      const tally = all[column].detectors.get(name);
      if (
        tally === undefined ||
        (column === 'independent' && unlabelled.has(name)) ||
        (column === 'blind' && notInBlind.has(name))
      )
        return ['-', '-', '-', '0'];
      const { precision, recall, f1 } = figures(tally);
      return [...[precision, recall, f1].map((figure) => figure.toFixed(3)), String(tally.found + tally.missed)];
    });
    console.log(
      name.padEnd(34) +
        cells
          .map(([p = '', r = '', f = '', n = '']) => p.padStart(16) + r.padStart(7) + f.padStart(7) + n.padStart(6))
          .join(''),
    );
  }
}

function printClasses(half: string, { classes: matrix, patients }: Score): void {
  console.log(`\n${half}: labelled class (down), judged class (across)`);
  console.log(`${''.padEnd(16)}${classes.map((name) => name.padStart(14)).join('')}`);
  let right = 0;
  let all = 0;
  let missed = 0;
  let phi = 0;
  let alarmed = 0;
  let quiet = 0;
  for (const labelled of classes) {
    const row = matrix.get(labelled) ?? new Map<DocumentClass, number>();
    console.log(`${labelled.padEnd(16)}${classes.map((judged) => String(row.get(judged) ?? 0).padStart(14)).join('')}`);
    const total = [...row.values()].reduce((sum, count) => sum + count, 0);
    const called = (row.get('PHI') ?? 0) + (row.get('PHI_SENSITIVE') ?? 0);
    all += total;
    right += row.get(labelled) ?? 0;
    if (labelled.startsWith('PHI')) {
      phi += total;
      missed += total - called;
    } else if (labelled === 'NONE') {
      quiet += total;
      alarmed += called;
    }
  }
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  console.log(
    `class right ${share(right, all)}; NONE called PHI ${share(alarmed, quiet)}; PHI missed ${share(missed, phi)}; patients counted right ${share(patients.right, patients.all)}`,
  );
}

/** The peers' own entity names are theirs; what is compared is how much of the planted text each one marks. */
function printPeers(sealedHalf: readonly LabelledDocument[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-peers-'));
  try {
    const installed = spawnSync(
      'npm',
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--prefix',
        folder,
        '@openredaction/openredaction',
        'redact-pii',
      ],
      { encoding: 'utf8', timeout: 300_000 },
    );
    if (installed.status !== 0) {
      console.log('\nPeers were left out: the packages could not be installed.');
      return;
    }
    writeFileSync(join(folder, 'documents.json'), JSON.stringify(sealedHalf));
    const plain = Object.values(kinds)
      .map((write) => write(50_000))
      .join('');
    writeFileSync(join(folder, 'plain.txt'), plain);
    writeFileSync(join(folder, 'run.mjs'), peerScript);
    const run = spawnSync(process.execPath, [pathToFileURL(join(folder, 'run.mjs')).pathname], {
      encoding: 'utf8',
      cwd: folder,
      timeout: 600_000,
    });
    console.log(
      `\npeers on the sealed half (share of planted spans that the output no longer shows, and speed)\n${run.stdout}${run.status === 0 ? '' : run.stderr.slice(0, 400)}`,
    );
    const before = performance.now();
    for (let at = 0; at < plain.length; at += 4000) inspect(plain.slice(at, at + 4000));
    const mixed = plain.length / 1e3 / (performance.now() - before);
    const start = performance.now();
    const found = sealedHalf.flatMap((document) => {
      const { matches } = inspect(document.text);
      return document.planted.map((planted) =>
        matches.some((match) => match.start < planted.end && planted.start < match.end),
      );
    });
    const seconds = (performance.now() - start) / 1000;
    const length = sealedHalf.reduce((sum, { text }) => sum + text.length, 0);
    console.log(
      `  wardline: ${((100 * found.filter(Boolean).length) / found.length).toFixed(1)} % of ${found.length} spans; ${(length / 1e6 / seconds).toFixed(2)} MB/s of them, ${mixed.toFixed(2)} MB/s of prose, XML, JSON and CSV`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
