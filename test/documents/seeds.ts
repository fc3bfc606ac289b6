import { gzipSync, strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { emlFile, msgFile } from './mail-files.ts';
import { docxFile, pptxFile, xlsxFile } from './office-files.ts';
import { pdfFile, scannedPage } from './pdf-files.ts';
import { ccdaDocument, dicomFile, fhirPatient, hl7Message, tarFile, x12Claim } from './record-files.ts';

/** A small valid file of every format, by name. */
export async function seeds(): Promise<Record<string, Uint8Array>> {
  const docx = await docxFile();
  const page = await scannedPage(['Patient: Rosa Delgado'], 'jpeg');
  return {
    'a.txt': strToU8('Patient: José Marín, MRN 4410021\n'),
    'wide.txt': Buffer.from('\ufeffPatient: José Marín', 'utf16le'),
    'a.csv': strToU8('Name,MRN\nRosa,4410021\n'),
    'a.rtf': strToU8(
      "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset238 A;}}{\\header h}\\f0 Caf\\'e9\\u8217?{\\*\\annotation c}{\\pict\\bin3 abc}\\par}",
    ),
    'a.html': strToU8(
      '<html><meta charset=windows-1250><p>Rosa<table><tr><td>a<td>b</table><!-- c --><script>d</script>',
    ),
    'a.docx': docx,
    'a.xlsx': await xlsxFile(),
    'a.pptx': await pptxFile(),
    'a.odt': zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.text'),
      'content.xml': strToU8(
        '<office:document-content><text:p>Rosa<text:s text:c="3"/>Delgado</text:p><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></office:document-content>',
      ),
    }),
    'a.pdf': await pdfFile(['Patient Rosa Delgado', 'two'], { info: { Title: 'T' } }),
    'plain.pdf': await pdfFile(['Patient Rosa Delgado'], { compress: false }),
    'scan.pdf': await pdfFile([page]),
    'a.eml': emlFile({ name: 'a.docx', bytes: docx }),
    'a.mbox': strToU8(
      'From a@example.com Fri Nov 20 10:00:00 2026\nSubject: a\n\nbody\n\nFrom b@example.com Fri Nov 20 10:00:00 2026\nSubject: b\n\nbody\n',
    ),
    'a.msg': msgFile({
      subject: 'Ref',
      body: 'Body',
      html: '<p>Body</p>',
      attachments: [{ name: 'a.txt', bytes: strToU8('words') }],
    }),
    'a.zip': zipSync({ 'a.txt': strToU8('words'), 'b.zip': zipSync({ 'c.txt': strToU8('more') }) }),
    'a.tar': tarFile({ 'a.txt': 'first', 'b.txt': 'second' }),
    'a.tgz': gzipSync(tarFile({ 'a.txt': 'first' })),
    'a.dcm': dicomFile({
      '00080005CS': 'ISO_IR 100',
      '00100010PN': 'Delgado^Rosa',
      '00100030DA': '19850131',
      '7fe00010OW': new Uint8Array(16),
    }),
    'a.hl7': strToU8(hl7Message),
    'a.x12': strToU8(x12Claim),
    'a.json': strToU8(fhirPatient),
    'a.xml': strToU8(ccdaDocument),
    'a.png': await scannedPage(['Rosa'], 'png'),
    'exif.jpg': await sharp({ create: { width: 32, height: 32, channels: 3, background: '#fff' } })
      .withExif({ IFD0: { ImageDescription: 'Wound of Rosa Delgado', Artist: 'Ann' } })
      .jpeg()
      .toBuffer(),
    'a.tiff': await scannedPage(['Rosa'], 'tiff'),
  };
}
