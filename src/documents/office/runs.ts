import { type Attributes, attribute, walkXml } from '../xml.ts';

/** Text of Word's and PowerPoint's XML. */
export interface Runs {
  text: string;
  /** Descriptions of pictures and shapes, which screen readers speak. */
  descriptions: string;
  /** The XML was well formed to its end. */
  whole: boolean;
}

/**
 * Paragraphs end a line, cells of a table are split by tabs and its rows by lines. Text that a tracked change deleted
 * is in the file and so in the text. Of alternatives for older readers only the first is taken.
 */
export function runsOf(xml: string): Runs {
  const out: string[] = [];
  const descriptions: string[] = [];
  let taking = false;
  let cells = 0;
  let fallback = 0;
  const push = (piece: string) => void (fallback === 0 && out.push(piece));
  /** In a cell paragraphs are parted by a blank, so that a row stays a line. */
  const end = () => push(cells > 0 ? ' ' : '\n');

  const whole = walkXml(xml, {
    open(name, attributes) {
      if (name === 'Fallback') fallback++;
      else if (name === 't' || name === 'delText') taking = true;
      else if (name === 'tc') cells++;
      else if (name === 'tab') push('\t');
      else if (name === 'br' || name === 'cr') end();
      else if (name === 'noBreakHyphen') push('-');
      else if (name === 'docPr' || name === 'cNvPr') describe(attributes, descriptions);
    },
    text(piece) {
      if (taking) push(piece);
    },
    close(name) {
      if (name === 'Fallback') fallback--;
      else if (name === 't' || name === 'delText') taking = false;
      else if (name === 'p') end();
      else if (name === 'tc') {
        cells = Math.max(0, cells - 1);
        push('\t');
      } else if (name === 'tr') end();
    },
  });
  return { text: tidy(out.join('')), descriptions: descriptions.join('\n'), whole };
}

function describe(attributes: Attributes, into: string[]): void {
  const words = [attribute(attributes, 'title'), attribute(attributes, 'descr')].filter(Boolean).join(' ');
  if (words !== '') into.push(words);
}

/** Blanks before ends of cells and rows are ours; they are taken away. */
function tidy(text: string): string {
  return text
    .replaceAll(/ +\t/g, '\t')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
}
