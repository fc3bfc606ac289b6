import { createRequire } from 'node:module';
import {
  AlignmentType,
  DeletedTextRun,
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  Packer,
  Paragraph,
  CommentRangeStart,
  CommentRangeEnd,
  CommentReference,
  Table,
  TableCell,
  TableRow,
  Textbox,
  TextRun,
} from 'docx';
import exceljs from 'exceljs';

interface Slide {
  hidden: boolean;
  addText(text: string, place: object): void;
  addTable(rows: { text: string }[][], place: object): void;
  addNotes(text: string): void;
}
// The package's types and its module form disagree; this is what it gives.
const require = createRequire(import.meta.url);
const pptxgen = require('pptxgenjs') as new () => {
  addSlide(): Slide;
  write(options: { outputType: 'uint8array' }): Promise<Uint8Array>;
};

/** A Word file with text in every place that Word has for it. */
export async function docxFile(): Promise<Uint8Array> {
  const document = new Document({
    title: 'Chart of Rosa Delgado',
    creator: 'Ann Writer',
    customProperties: [{ name: 'Case number', value: 'CASE-778812' }],
    comments: {
      children: [{ id: 0, author: 'Reviewer', date: new Date(0), children: [new Paragraph('Comment on MRN 4410021')] }],
    },
    footnotes: { 1: { children: [new Paragraph('Footnote with phone 206-555-0142')] } },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('Header of Larkmeadow Clinic')] }) },
        footers: { default: new Footer({ children: [new Paragraph('Footer page of ward 7')] }) },
        children: [
          new Paragraph({
            alignment: AlignmentType.LEFT,
            children: [
              new CommentRangeStart(0),
              new TextRun('Patient: Rosa Delgado\tDOB 01/31/1985'),
              new CommentRangeEnd(0),
              new TextRun({ children: [new CommentReference(0)] }),
              new FootnoteReferenceRun(1),
            ],
          }),
          new Paragraph({
            children: [
              new DeletedTextRun({
                text: 'deleted diagnosis asthma',
                id: 1,
                author: 'A',
                date: '2026-01-01T00:00:00Z',
              }),
            ],
          }),
          new Textbox({ children: [new Paragraph('Text in a box')] }),
          new Table({
            rows: [
              ['Name', 'MRN'],
              ['Omar Haddad', '4410022'],
            ].map(
              (cells) =>
                new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }),
            ),
          }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** A workbook with a shown and a hidden sheet, a comment, dates, padded numbers, a header and properties. */
export async function xlsxFile(): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  book.title = 'Schedule of Larkmeadow';
  const sheet = book.addWorksheet('Schedule', { headerFooter: { oddHeader: '&LHeader of the sheet&R&P' } });
  sheet.addRow(['Name', 'DOB', 'SSN', 'Visits']);
  sheet.addRow(['Rosa Delgado', new Date(Date.UTC(1985, 0, 31)), 1234567, 4]);
  sheet.getCell('B2').numFmt = 'yyyy-mm-dd';
  sheet.getCell('C2').numFmt = '000\\-00\\-0000';
  sheet.getCell('D2').note = 'Note on the visits';
  sheet.getCell('H9').value = { formula: 'A2', result: 'Rosa Delgado' };
  const hidden = book.addWorksheet('Archive', { state: 'veryHidden' });
  hidden.getCell('B4').value = 'MRN 4410021';
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A presentation of two slides, the first with notes and a table, the second hidden. */
export async function pptxFile(): Promise<Uint8Array> {
  const show = new pptxgen();
  const first = show.addSlide();
  first.addText('Tumor board: Rosa Delgado', { x: 1, y: 1, w: 5, h: 1 });
  first.addTable([[{ text: 'MRN' }, { text: '4410021' }]], { x: 1, y: 3, w: 5 });
  first.addNotes('Speak of the lymphoma');
  const second = show.addSlide();
  second.addText('Backup slide', { x: 1, y: 1, w: 5, h: 1 });
  second.hidden = true;
  return show.write({ outputType: 'uint8array' });
}
