import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { type ExtractedDocument } from '../../src/core/document.ts';
import { startOcr } from '../../src/documents/pictures/ocr.ts';
import { readDocument } from '../../src/documents/read.ts';
import { pdfFile, scannedPage } from './pdf-files.ts';

const ocr = startOcr({ pixels: 20_000_000, timeout: 60_000, recycleAfter: 4 });
describe('pictures', () => {
  after(() => ocr.close());

  const read = (name: string, bytes: Uint8Array) =>
    readDocument({ name, bytes }, { readPicture: (picture) => ocr.read(picture) });
  const partsOf = (document: ExtractedDocument) => document.parts.map(({ place, text }) => [place, text.trim()]);
  const lines = ['Patient: Rosa Delgado', 'DOB: 01/31/1985', 'MRN 4410021'];

  for (const format of ['png', 'jpeg', 'tiff'] as const) {
    it(`S0-51 S0-58: the words in a picture are read (${format})`, async () => {
      assert.deepEqual(partsOf(await read(`a.${format}`, await scannedPage(lines, format))), [
        ['picture', lines.join('\n')],
      ]);
    });
  }

  it('S0-51: pages of a PDF without text are read as pictures, pages with text are not', async () => {
    const scan = await scannedPage(lines);
    const document = await read('a.pdf', await pdfFile(['A page of text that needs no OCR. '.repeat(10), scan]));
    assert.deepEqual(partsOf(document)[1], ['page 2 (scanned)', lines.join('\n')]);
    assert.equal(document.parts.length, 2);
    assert.deepEqual(document.gaps, []);
  });

  it('S0-51: pictures in archives and Office files are read', async () => {
    const document = await read('a.zip', zipSync({ 'page.png': await scannedPage(['Referral letter']) }));
    assert.deepEqual(partsOf(document), [['entry page.png > picture', 'Referral letter']]);
  });

  it('S0-51: what stands beside the pixels is read: EXIF, XMP, comments', async () => {
    const jpeg = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#fff' } })
      .withExif({
        IFD0: { ImageDescription: 'Wound of Rosa Delgado', Artist: 'Ann Okafor' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '47/1 36/1 0/1',
          GPSLongitudeRef: 'W',
          GPSLongitude: '122/1 18/1 0/1',
        },
      })
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="d"><dc:title>Left arm</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>',
      )
      .jpeg()
      .toBuffer();
    const [[place, text] = []] = partsOf(await read('a.jpg', jpeg));
    assert.equal(place, 'metadata');
    assert.deepEqual((await read('a.jpg', jpeg)).warnings, ['The picture gave no words; what it shows is not known.']);
    const found = new Set(text!.split('\n'));
    for (const line of [
      'Description: Wound of Rosa Delgado',
      'Artist: Ann Okafor',
      'Position: 47.60000 N, 122.30000 W',
      'title: Left arm',
    ])
      assert.ok(found.has(line), `${line} in ${text}`);
  });

  it('S0-51: a damaged or huge picture is a gap, and the next one is read', async () => {
    assert.deepEqual(
      (await read('a.png', (await scannedPage(lines)).subarray(0, 60))).gaps.map(({ reason }) => reason),
      ['corrupt'],
    );
    const huge = await sharp({ create: { width: 6_000, height: 4_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    assert.deepEqual(
      (await read('a.png', huge)).gaps.map(({ reason }) => reason),
      ['too-large'],
    );
    assert.deepEqual(partsOf(await read('b.png', await scannedPage(['Still here']))), [['picture', 'Still here']]);
  });

  it('S0-51: without OCR a picture is said to be unread', async () => {
    const document = await readDocument({ name: 'a.png', bytes: await scannedPage(lines) });
    assert.deepEqual(document.gaps, [
      { place: 'picture', reason: 'unsupported', detail: 'Pictures are not read: OCR is off.' },
    ]);
  });

  it('S0-51: every page of a fax in TIFF is read', async () => {
    const pages = await Promise.all(
      ['First page', 'Second page'].map(async (words) => Buffer.from(await scannedPage([words]))),
    );
    const fax = await sharp(pages, { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    assert.deepEqual(partsOf(await read('fax.tif', fax)), [
      ['page 1', 'First page'],
      ['page 2', 'Second page'],
    ]);
  });
});
