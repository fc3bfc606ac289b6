const office = 'application/vnd.openxmlformats-officedocument';

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: `${office}.wordprocessingml.document`,
  eml: 'message/rfc822',
  hl7: 'application/octet-stream',
  html: 'text/html',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: `${office}.presentationml.presentation`,
  rtf: 'application/rtf',
  txt: 'text/plain',
  xlsx: `${office}.spreadsheetml.sheet`,
  xml: 'text/xml',
  zip: 'application/x-zip-compressed',
};

/** By the name's ending, as OneDrive does it. */
export function mimeTypeOf(name: string): string {
  return types[name.toLowerCase().split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}
