import { posix } from 'node:path';
import type { ZipEntry } from '../archive/zip.ts';
import { type Sink } from '../sink.ts';
import { walkXml, xmlText } from '../xml.ts';

/** An Office file: entries by path, and the links between them. */
export interface OfficePackage {
  entries: readonly ZipEntry[];
  /** XML text of an entry, or undefined where there is none. Throws `Unreadable`. */
  xml(path: string): Promise<string | undefined>;
  /** Targets of an entry's links, by id. Links to the outside keep their address. */
  links(path: string): Promise<ReadonlyMap<string, Link>>;
}

export interface Link {
  kind: string;
  target: string;
  external: boolean;
}

export function officePackage(entries: readonly ZipEntry[]): OfficePackage {
  const byPath = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const xml = async (path: string) => {
    const entry = byPath.get(path.toLowerCase());
    return entry && xmlText(await entry.read());
  };
  return {
    entries,
    xml,
    async links(path) {
      const folder = posix.dirname(path);
      const found = new Map<string, Link>();
      const rels = await xml(posix.join(folder, '_rels', `${posix.basename(path)}.rels`));
      if (!rels) return found;
      walkXml(rels, {
        open(name, attributes) {
          if (name !== 'Relationship') return;
          const { Id = '', Type = '', Target = '', TargetMode } = attributes;
          const external = TargetMode === 'External';
          const target = external
            ? Target
            : posix.join(Target.startsWith('/') ? '/' : folder, Target).replace(/^\//, '');
          found.set(Id, { kind: Type.split('/').at(-1)!, target, external });
        },
      });
      return found;
    },
  };
}

/** Reads what all Office files share: properties, own XML data, charts, diagrams, pictures and embedded files. */
export async function readShared(office: OfficePackage, sink: Sink): Promise<void> {
  for (const entry of office.entries) {
    if (/\/media\/[^/]+\.(emf|wmf)$/i.test(entry.name)) sink.warn('Drawings in the forms EMF and WMF were not read.');
    if (/vbaProject\.bin$/i.test(entry.name)) sink.warn('Macros were not read.');
    const [place, kind] = sharedPlace(entry.name) ?? [];
    if (!place) continue;
    if (kind === 'file') {
      await sink.piece(place, async () => sink.within('embedded', posix.basename(entry.name), await entry.read()));
    } else if (kind === 'picture') {
      await sink.piece(place, async () => sink.within('picture', posix.basename(entry.name), await entry.read()));
    } else {
      await sink.piece(place, async () => {
        const xml = xmlText(await entry.read());
        sink.add(place, kind === 'properties' ? propertiesOf(xml) : textsOf(xml));
      });
    }
  }
}

const foreign = /\.(html?|xhtml|mht|rtf|txt|csv|pdf|docx|xlsx|pptx|msg|eml|svg)$/i;

type SharedKind = 'properties' | 'texts' | 'picture' | 'file';

function sharedPlace(path: string): [place: string, kind: SharedKind] | undefined {
  const number = /(\d+)\.\w+$/.exec(path)?.[1] ?? '1';
  if (/^docProps\/custom\.xml$/i.test(path)) return ['custom properties', 'properties'];
  if (/^docProps\/(core|app)\.xml$/i.test(path)) return ['properties', 'properties'];
  if (/^customXml\/item\d+\.xml$/i.test(path)) return [`custom data ${number}`, 'properties'];
  if (/\/charts\/chart[^/]*\.xml$/i.test(path)) return [`chart ${number}`, 'texts'];
  if (/\/diagrams\/data\d*\.xml$/i.test(path)) return [`diagram ${number}`, 'texts'];
  if (/\/media\/[^/]+\.(png|jpe?g|gif|bmp|tiff?|webp)$/i.test(path))
    return [`picture ${posix.basename(path)}`, 'picture'];
  // Parts that are no XML of the format: embedded files, and chunks of HTML or RTF that Word takes in when it opens.
  if (/\/(embeddings|attachments)\/[^/]+$/i.test(path) || foreign.test(path))
    return path.includes('_rels/') ? undefined : [`embedded ${posix.basename(path)}`, 'file'];
  return undefined;
}

/** Every element with text as "name: text", names of custom properties included. */
function propertiesOf(xml: string): string {
  const lines: string[] = [];
  let label = '';
  let text = '';
  let listed = 0;
  walkXml(xml, {
    open(name, attributes) {
      if (repeated.has(name)) listed++;
      if (name === 'property' && attributes['name']) label = attributes['name'];
      else if (label === '' || !variants.has(name)) label = words(name);
      text = '';
    },
    text: (piece) => void (text += piece),
    close(name) {
      const value = text.trim();
      if (value !== '' && listed === 0 && !dull.has(name)) lines.push(`${label}: ${value}`);
      text = '';
      if (repeated.has(name)) listed--;
      if (!variants.has(name)) label = '';
    },
  });
  return lines.join('\n');
}

/** Names of sheets and slides once more. */
const repeated = new Set(['HeadingPairs', 'TitlesOfParts']);
/** Types of values in custom properties, and counters that producers write into every file. */
const variants = new Set(['lpwstr', 'lpstr', 'bstr', 'i4', 'i8', 'r8', 'bool', 'filetime', 'date']);
const dull = new Set(
  'Application AppVersion DocSecurity ScaleCrop LinksUpToDate SharedDoc HyperlinksChanged TotalTime Words Characters CharactersWithSpaces Pages Lines Paragraphs Slides Notes HiddenSlides MMClips revision created modified Template'.split(
    ' ',
  ),
);

function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
}

/** Text runs and cached values of a chart or diagram, one a line. */
export function textsOf(xml: string): string {
  const lines: string[] = [];
  let inside = false;
  let text = '';
  walkXml(xml, {
    open(name) {
      inside = name === 't' || name === 'v' || name === 'text';
      text = '';
    },
    text: (piece) => void (inside && (text += piece)),
    close(name) {
      if (inside && text.trim() !== '') lines.push(text);
      inside = false;
      if (name === 'p') lines.push('');
      text = '';
    },
  });
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

/** Addresses of links to the outside, which may be mail addresses or carry identifiers. */
export async function outsideLinks(office: OfficePackage, path: string): Promise<string> {
  const links = [...(await office.links(path)).values()];
  return links
    .filter((link) => link.external && link.kind === 'hyperlink')
    .map((link) => link.target)
    .join('\n');
}
