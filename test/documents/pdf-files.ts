import Pdf from 'pdfkit';
import sharp from 'sharp';

/** A PDF with a page of each text; options as pdfkit takes them (`userPassword`). */
export async function pdfFile(
  pages: readonly (string | Uint8Array)[],
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const document = new Pdf({ autoFirstPage: false, ...options });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => document.on('end', resolve));
  for (const page of pages) {
    document.addPage();
    if (typeof page === 'string') document.text(page);
    else document.image(Buffer.from(page), 0, 0, { width: 612 });
  }
  document.end();
  await end;
  return Buffer.concat(chunks);
}

/** A scanned page: black words on white, as a scanner sees them. */
export async function scannedPage(
  lines: readonly string[],
  format: 'png' | 'jpeg' | 'tiff' = 'png',
): Promise<Uint8Array> {
  const words = lines
    .map(
      (line, at) => `<text x="80" y="${120 + at * 60}">${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`,
    )
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1275" height="${200 + lines.length * 60}"><rect width="100%" height="100%" fill="white"/><g font-family="DejaVu Sans, Arial, sans-serif" font-size="34" fill="black">${words}</g></svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).toFormat(format).toBuffer();
}
