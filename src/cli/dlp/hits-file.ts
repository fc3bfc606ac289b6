import { WardlineError } from '../../core/errors.ts';
import { type Hit, hitsIn } from '../../engine/hits.ts';
import { readSmall } from '../rule-package/read.ts';

/** The hits that a saved output of `dlp simulate`, `dlp preview` or `scan` holds. Throws `not-found` and `bad-input`. */
export function readHits(file: string, cwd: string): Hit[] {
  const text = readSmall(file, cwd, 256 * 1_048_576).toString('utf8');
  const hits = hitsIn(parsed(text) ?? lines(text));
  if (hits.length > 0) return hits;
  throw new WardlineError(
    'bad-input',
    `${file} holds no hits.`,
    'Save them first: wardline dlp simulate POLICY CORPUS -o json > hits.json, or wardline scan FOLDER -o jsonl > hits.jsonl',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Lines that are no JSON are left out: a scan that was interrupted ends in half a line. */
function lines(text: string): unknown[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : (parsed(line) ?? [])));
}
