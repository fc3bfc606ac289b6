import { posix } from 'node:path';
import type { Sink } from '../sink.ts';
import { walkXml, xmlText } from '../xml.ts';
import { type OfficePackage, outsideLinks, readShared, textsOf } from './package.ts';
import { runsOf } from './runs.ts';

/** Reads a presentation: slides in their order (hidden ones too), notes, comments, masters, and what is embedded. */
export async function readPptx(office: OfficePackage, sink: Sink): Promise<void> {
  const order = await slideOrder(office);
  const descriptions: string[] = [];
  const slides = office.entries
    .filter(({ name }) => /^ppt\/slides\/slide\d+\.xml$/i.test(name))
    .map((entry) => ({ entry, number: order.get(entry.name) ?? order.size + fileNumber(entry.name) }))
    .sort((a, b) => a.number - b.number);
  const places = new Map<string, string>();
  for (const { entry, number } of slides) {
    await sink.piece(`slide ${number}`, async () => {
      const xml = xmlText(await entry.read());
      const hidden = /<(?:\w+:)?sld\b[^>]*\bshow="(?:0|false)"/.test(xml.slice(0, 5_000));
      const place = `slide ${number}${hidden ? ' (hidden)' : ''}`;
      const runs = runsOf(xml);
      sink.add(place, runs.text);
      descriptions.push(runs.descriptions);
      if (!runs.whole) sink.gap('corrupt', 'The slide breaks off or is damaged; what could be read was.', place);
      for (const { target, external } of (await office.links(entry.name)).values())
        if (!external) places.set(target, place);
      sink.add(`links of ${place}`, await outsideLinks(office, entry.name));
    });
  }
  for (const entry of office.entries) {
    const kind =
      /^ppt\/(notesSlides|comments|slideMasters|slideLayouts|notesMasters|handoutMasters)\/[^/]+\.xml$/i.exec(
        entry.name,
      )?.[1];
    if (!kind) continue;
    const place = placeOf(kind.toLowerCase(), places.get(entry.name), entry.name);
    await sink.piece(place, async () => {
      const xml = xmlText(await entry.read());
      sink.add(place, kind.toLowerCase() === 'comments' ? textsOf(xml) : runsOf(xml).text);
    });
  }
  sink.add('descriptions', descriptions.filter(Boolean).join('\n'));
  await readShared(office, sink);
}

function placeOf(kind: string, slide: string | undefined, path: string): string {
  const near = slide ?? `${fileNumber(path)}`;
  if (kind === 'notesslides') return slide ? `${slide} notes` : `notes ${near}`;
  if (kind === 'comments') return slide ? `${slide} comments` : `comments ${near}`;
  return `layout ${posix.basename(path, '.xml')}`;
}

/** Positions of slides in the show, by path. */
async function slideOrder(office: OfficePackage): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  try {
    const links = await office.links('ppt/presentation.xml');
    walkXml((await office.xml('ppt/presentation.xml')) ?? '<p/>', {
      open(name, attributes) {
        if (name !== 'sldId') return;
        const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
        const link = relation === undefined ? undefined : links.get(relation);
        if (link) found.set(link.target, found.size + 1);
      },
    });
  } catch {
    // Without an order the numbers of the files stand in; the slides themselves say what is wrong with them.
    found.clear();
  }
  return found;
}

function fileNumber(path: string): number {
  return Number(/(\d+)\.xml$/i.exec(path)?.[1] ?? 1);
}
