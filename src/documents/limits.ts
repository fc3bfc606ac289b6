/** How much one file may cost. What goes beyond is left unread and said. */
export interface Limits {
  /** Bytes of a file that is read whole; text is read up to here, packages are read entry by entry whatever their size. */
  fileBytes: number;
  /** UTF-16 units of text of one file with all that it contains. */
  characters: number;
  /** Bytes that packed content may unfold to, over the whole file. */
  unpackedBytes: number;
  /** Unpacked size over packed size of one entry, above a megabyte. Text of tables packs to about 1:30. */
  ratio: number;
  /** Files, entries and attachments in one file. */
  entries: number;
  /** Containers in containers. */
  depth: number;
  /** Pages of a PDF whose text is read. */
  pages: number;
  /** Pictures and scanned pages of one file that are read by OCR. */
  pictures: number;
  /** Pixels of a picture given to OCR. */
  pixels: number;
}

const mega = 1024 * 1024;

export const defaultLimits: Limits = {
  fileBytes: 96 * mega,
  characters: 24 * mega,
  unpackedBytes: 512 * mega,
  ratio: 400,
  entries: 20_000,
  depth: 10,
  pages: 3_000,
  pictures: 60,
  pixels: 60_000_000,
};
