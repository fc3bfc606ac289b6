/** A DICOM file (explicit VR, little endian) with the given text tags: "00100010PN": "Delgado^Rosa". */
export function dicomFile(tags: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const meta = element('00020010UI', '1.2.840.10008.1.2.1');
  const group = Buffer.concat([Buffer.from([2, 0, 0, 0]), Buffer.from('UL'), Buffer.from([4, 0]), int(meta.length)]);
  const body = Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => element(key, value));
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), group, meta, ...body]);
}

function element(key: string, value: string | Uint8Array): Buffer {
  const text = typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from(value);
  const padded = text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(key.endsWith('UI') ? '\0' : ' ')]);
  const tag = Buffer.alloc(4);
  tag.writeUInt16LE(Number.parseInt(key.slice(0, 4), 16), 0);
  tag.writeUInt16LE(Number.parseInt(key.slice(4, 8), 16), 2);
  const form = Buffer.from(key.slice(8));
  const long = ['OB', 'OW', 'UT', 'UN'].includes(key.slice(8));
  const size = Buffer.alloc(2);
  if (!long) size.writeUInt16LE(padded.length);
  return Buffer.concat([tag, form, size, ...(long ? [int(padded.length)] : []), padded]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A tar archive of files. */
export function tarFile(files: Readonly<Record<string, string>>): Uint8Array {
  const blocks: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write('0', 156);
    header.write('ustar\u000000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
    body.write(content);
    blocks.push(header, body);
  }
  return Buffer.concat([...blocks, Buffer.alloc(1_024)]);
}

export const hl7Message = [
  'MSH|^~\\&|LAB|LARK|EHR|LARK|20261120||ORU^R01|1|P|2.5',
  'PID|1||4410021^^^LARK^MR||Delgado^Rosa||19850131|F|||12 Elm St^^Seattle^WA^98101',
  'DG1|1||E11.9^Type 2 diabetes^I10',
].join('\r');

export const x12Claim = `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261120*1200*^*00501*000000001*0*P*:~GS*HC*S*R*20261120*1200*1*X*005010X222A1~ST*837*0001~NM1*IL*1*DELGADO*ROSA****MI*XWB123456789~DMG*D8*19850131*F~HI*ABK:E119~SE*5*0001~GE*1*1~IEA*1*000000001~`;

export const fhirPatient = JSON.stringify(
  { resourceType: 'Patient', name: [{ family: 'Delgado', given: ['Rosa'] }], birthDate: '1985-01-31' },
  null,
  1,
);

export const ccdaDocument =
  '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><patient><name><given>Rosa</given><family>Delgado</family></name><birthTime value="19850131"/></patient></patientRole></recordTarget></ClinicalDocument>';
