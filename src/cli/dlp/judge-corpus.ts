import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DlpVerdict } from '../../engine/dlp.ts';
import { inspectOptions } from '../../engine/inspect-options.ts';
import type { Policy } from '../../phi/dlp/policy.ts';
import { loadOrganization } from '../assessment.ts';
import type { Invocation, Option } from '../command.ts';
import { matchFiles, milliseconds } from '../rule-package/matcher.ts';
import { ownPackage } from '../rule-package/own-package.ts';
import { readPackageFile } from '../rule-package/read.ts';

/** What `dlp simulate` and `dlp preview` both take: they judge alike, so that their counts are the same. */
export const corpusOptions: readonly Option[] = [
  { flags: '--rule-package <file>', summary: 'custom types that the policy names' },
  { flags: '--own-types <name>', summary: 'also know the types of the package that is exported under this name' },
  { flags: '--inside <domains>', summary: 'own mail domains, separated by commas' },
  { flags: '--assume-shared', summary: 'files of which nothing is said are shared outside' },
  { flags: '--organization <file>', summary: 'the organization file (wardline.yaml here, where there is one)' },
  { flags: '--timeout <seconds>', summary: 'time for one item, with all patterns', default: '60' },
  { flags: '--no-ocr', summary: 'leave scanned pages and pictures unread' },
];

/** An item as a policy judges it, with what its sidecar expects. */
export type JudgedItem = DlpVerdict & { expect?: string };

/** Judges files and folders, or the files that the state file of a scan lists. Throws what the files and packages give. */
export async function judgeCorpus(
  { options, cwd }: Pick<Invocation, 'options' | 'cwd'>,
  policy: Policy,
  paths: readonly string[],
): Promise<{ items: JudgedItem[]; links: number }> {
  const { organization } = loadOrganization(options['organization'], cwd);
  const file = options['rulePackage'];
  const own = ownPackage(organization, options['ownTypes']);
  const inside =
    typeof options['inside'] === 'string' ? options['inside'].split(',') : (organization.watch?.domains ?? []);
  const { all, links } = await matchFiles({
    data: {
      packages: [...(typeof file === 'string' ? [readPackageFile(file, cwd).rules] : []), ...(own ? [own] : [])],
      policy,
      inspect: inspectOptions(organization),
      inside: inside.map((domain) => domain.trim().toLowerCase()).filter((domain) => domain !== ''),
      assumeShared: options['assumeShared'] === true,
    },
    paths: paths.flatMap((path) => scannedFiles(path, cwd) ?? path),
    cwd,
    timeout: milliseconds(options['timeout'] ?? '60'),
    ocr: options['ocr'] !== false,
    sidecars: true,
  });
  const items = all.map(({ item, job, answer, problem }): JudgedItem => {
    const failed: DlpVerdict = {
      path: item.path,
      action: 'unread',
      undecided: true,
      components: [],
      unread: [problem ?? 'crashed'],
    };
    const expect = job.sidecar?.expect;
    return { ...(answer && 'dlp' in answer ? answer.dlp : failed), ...(expect !== undefined && { expect }) };
  });
  return { items, links };
}

const stateHead = '{"is":"wardline scan state 1"';

/** The files that the state file of a scan lists; undefined for any other file or folder. */
function scannedFiles(name: string, cwd: string): string[] | undefined {
  const path = resolve(cwd, name);
  try {
    if (!statSync(path).isFile()) return undefined;
    const start = Buffer.alloc(stateHead.length);
    const handle = openSync(path, 'r');
    readSync(handle, start, 0, start.length, 0);
    closeSync(handle);
    if (start.toString('latin1') !== stateHead) return undefined;
    const lines = readFileSync(path, 'utf8').split('\n').slice(1);
    return [...new Set(lines.flatMap((line) => fileOf(line) ?? []))];
  } catch {
    // The walk says what is wrong with it.
    return undefined;
  }
}

function fileOf(line: string): string | undefined {
  try {
    return (JSON.parse(line) as { file?: string }).file;
  } catch {
    return undefined;
  }
}
