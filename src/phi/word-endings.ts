import type { HealthSign } from './health.ts';
import type { Page } from './text/page.ts';
import { DIGIT } from './text/tokens.ts';

/** Endings that only words of medicine have: diseases, operations, and the stems that name a medicine's class. */
const endings = new Map<string, string>();
const add = (detector: string, list: string) => {
  for (const ending of list.split(' ')) endings.set(ending, detector);
};
add(
  'phi.signals.diagnoses',
  'itis emia algia uria rrhea rrhoea rrhage opathy plegia paresis megaly atrophy penia noma loma coma toma stenosis fibrosis thrombosis sclerosis necrosis cytosis mycosis cirrhosis arthrosis otosis ptysis phasia plasia ectasis edema kinesia esthesia',
);
add('phi.signals.procedures', 'ectomy oscopy ostomy plasty opexy desis centesis lavage');
add(
  'phi.signals.medications',
  'cillin mycin floxacin prazole conazole sartan statin olol dipine gliptin gliflozin glutide triptan umab zumab ximab tinib ciclib oxetine zepam zolam barbital setron dronate parin cycline thiazide semide lukast terol tropium pril cilin asone isone olone vudine navir fovir ciclovir profen oxacin idone azepine',
);
/** Everyday words with such an ending. */
const everyday = new Set(
  'academia bohemia nostalgia diploma diplomas oklahoma empathy sympathy telepathy homeopathy naturopathy microscopy spectroscopy horoscopy fantasia aphrodisia australasia april capitol control petroleum oracle lavage comatose tacoma glaucoma pril alcohol geometry paloma macoma sarcoma aroma toma coma noma loma condone abandone telephone saxophone'.split(
    ' ',
  ),
);
/** By the last two letters of an ending: five words of six end here, before they are cut out of the text. */
const tails = new Uint8Array(1024);
for (const ending of endings.keys()) tails[tailOf(ending, ending.length)] = 1;

function tailOf(text: string, end: number): number {
  return ((text.charCodeAt(end - 2) & 31) << 5) | (text.charCodeAt(end - 1) & 31);
}

const lengths = [4, 5, 6, 7, 8];
/** Longer texts are told by their known words. */
const longest = 6_000;

/** Words that no list holds, told by how they end: "onychomycosis", "blepharoplasty", "cefpodoxime" is not among them. */
export function endingSigns(page: Page): HealthSign[] {
  const signs: HealthSign[] = [];
  const { tokens, hits, text } = page;
  if (tokens.count > longest) return signs;
  let hit = 0;
  for (let token = 0; token < tokens.count; token++) {
    const start = tokens.start[token]!;
    const end = tokens.end[token]!;
    if (end - start < 8 || end - start > 24 || (tokens.flags[token]! & DIGIT) !== 0) continue;
    if (tails[tailOf(text, end)] === 0) continue;
    while (hit < hits.count && hits.last[hit]! < token) hit++;
    if (hit < hits.count && hits.first[hit]! <= token) continue;
    const word = text.slice(start, end).toLowerCase();
    for (const length of lengths) {
      const detector = endings.get(word.slice(-length));
      if (detector === undefined || everyday.has(word)) continue;
      signs.push({ start, end, detector, strength: 'likely', term: -2_000_000 - (tokens.hash[token]! & 0xfffff) });
      break;
    }
  }
  return signs;
}
