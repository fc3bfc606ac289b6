import { inspect } from '../../src/phi/inspect.ts';
import { kinds } from './mixed.ts';
import { plainPatterns } from './plain-patterns.ts';
import { ripgrep } from './ripgrep.ts';

/** A document of a drive; a mail is smaller. */
const documentLength = 32_000;
const mailLength = 3_000;
const turns = 9;

/** Strings of their own, as readers of documents give them: a slice of a longer string is slower to read. */
function cut(text: string, length: number): string[] {
  const bytes = Buffer.from(text, 'latin1');
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += length) parts.push(bytes.toString('latin1', at, at + length));
  return parts;
}

/** MB of text a second of processor time, best of some turns: others on the machine can only make a turn slower. */
function megabytesPerSecond(length: number, work: () => unknown): number {
  let best = Infinity;
  let spent = 0;
  // At least a second, so that the last turns run what the compiler made of the first.
  for (let turn = 0; turn < turns || spent < 1e6; turn++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
    spent += user + system;
  }
  return length / best;
}

/**
 * Speed of the engine on one core, by kind of text, with what bounds it from below in the same run: 25 plain patterns one
 * after the other in JavaScript, and ripgrep with the same patterns. Neither checks a digit, looks at a word around,
 * reads a name or judges. `dense` is clinical text with an identifier every 60 characters.
 */
export function printSpeed(dense: string): void {
  const texts = Object.entries(kinds).map(([name, write]) => ({ name, parts: cut(write(1_500_000), documentLength) }));
  const mixed = texts.flatMap(({ parts }) => parts);
  const rows = [
    ...texts,
    { name: 'prose, XML, JSON, CSV', parts: mixed },
    { name: 'the same as 3 KB mails', parts: cut(mixed.join(''), mailLength) },
    { name: 'dense clinical text', parts: cut(dense, documentLength) },
  ];
  console.log(
    `\nthroughput of one core, MB of text a second of processor time, best of ${turns} or more, collection of garbage included`,
  );
  console.log(
    `${'text'.padEnd(24)}${['MB', 'matches/KB', 'engine', '25 plain', 'ripgrep -o', 'engine / plain'].map((head) => head.padStart(15)).join('')}`,
  );
  let missing: string | undefined;
  for (const { name, parts } of rows) {
    const text = parts.join('');
    let matches = 0;
    const engine = megabytesPerSecond(text.length, () => {
      matches = 0;
      for (const part of parts) matches += inspect(part).matches.length;
    });
    const plain = megabytesPerSecond(text.length, () => {
      let hits = 0;
      for (const part of parts)
        for (const pattern of plainPatterns) for (const found of part.matchAll(pattern)) hits += found[0].length;
      return hits;
    });
    const outside = ripgrep(text, turns);
    if (typeof outside === 'string') missing = outside;
    const cells = [
      (text.length / 1e6).toFixed(1),
      ((1000 * matches) / text.length).toFixed(2),
      engine.toFixed(1),
      plain.toFixed(1),
      typeof outside === 'string' ? '-' : outside.toFixed(1),
      `${(engine / plain).toFixed(2)} x`,
    ];
    console.log(name.padEnd(24) + cells.map((cell) => cell.padStart(15)).join(''));
  }
  if (missing !== undefined) console.log(missing);
  else
    console.log(
      'ripgrep runs all patterns as one, on one thread, over a file in memory; its time is that of the process.',
    );
}
