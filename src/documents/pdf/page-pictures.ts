import type { Picture } from '../sink.ts';

/** The parts of PDF.js's page that hold its pictures. */
interface PicturePage {
  getOperatorList(): Promise<{ fnArray: number[]; argsArray: unknown[][] }>;
  objs: Store;
  commonObjs: Store;
}
interface Store {
  get(key: string, callback: (value: unknown) => void): unknown;
}
interface Decoded {
  data?: Uint8Array | Uint8ClampedArray | string;
  width?: number;
  height?: number;
  kind?: number;
}

/** Smaller ones are rules, bullets and logos. */
const smallest = 100;
const most = 40;

/**
 * Pictures painted on a page, in their order, as bare pixels. Faxes are often masks of one bit a pixel; those are
 * given as gray. `missing` counts the ones that cannot be decoded or are larger than `pixels`.
 */
export async function picturesOf(
  page: PicturePage,
  operations: Readonly<Record<string, number>>,
  pixels: number,
): Promise<{ pictures: Picture[]; missing: number }> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const seen = new Set<unknown>();
  const pictures: Picture[] = [];
  let missing = 0;
  for (const [at, operation] of fnArray.entries()) {
    const isMask = operation === operations['paintImageMaskXObject'];
    const isInline = operation === operations['paintInlineImageXObject'];
    if (!isMask && !isInline && operation !== operations['paintImageXObject']) continue;
    const first = argsArray[at]?.[0];
    if (seen.has(first)) continue;
    seen.add(first);
    const image = await resolved(page, first);
    const { width = 0, height = 0 } = image ?? {};
    if (image && (width < smallest || height < smallest)) continue;
    const picture = image && width * height <= pixels && pictures.length < most ? pictureOf(image, isMask) : undefined;
    if (picture) pictures.push(picture);
    else missing++;
  }
  return { pictures, missing };
}

async function resolved(page: PicturePage, value: unknown): Promise<Decoded | undefined> {
  const key = typeof value === 'string' ? value : (value as Decoded | undefined)?.data;
  if (typeof key !== 'string') return (value as Decoded | null) ?? undefined;
  const store = key.startsWith('g_') ? page.commonObjs : page.objs;
  const found = await new Promise<unknown>((resolve) => store.get(key, resolve));
  if (found === null || found === undefined) return undefined;
  return typeof value === 'string' ? found : { ...(value as Decoded), ...found };
}

function pictureOf(image: Decoded, isMask: boolean): Picture | undefined {
  const { data, width = 0, height = 0 } = image;
  if (!data || typeof data === 'string') return undefined;
  const channels = data.length / (width * height);
  if (!isMask && (channels === 1 || channels === 3 || channels === 4))
    return { bytes: Uint8Array.from(data), raw: { width, height, channels } };
  const stride = (width + 7) >> 3;
  if (data.length < stride * height) return undefined;
  const gray = new Uint8Array(width * height);
  let dark = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = (data[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1;
      if (light === 0) dark++;
      gray[y * width + x] = light * 255;
    }
  }
  // Masks say where ink goes, in either sense; paper is what there is more of.
  if (dark > gray.length / 2) for (let at = 0; at < gray.length; at++) gray[at] = 255 - gray[at]!;
  return { bytes: gray, raw: { width, height, channels: 1 } };
}
