import { crc32, deflateRawSync } from 'node:zlib';

/** A zip of one file under a password, in the old way that every program knows (PKWARE's traditional encryption). */
export function lockedZip(name: string, content: Buffer, password: string): Buffer {
  const sum = crc32(content);
  const cipher = createCipher(password);
  // Twelve bytes come before the data; the last one lets a program see that the password is right.
  const lead = Buffer.from([...Buffer.from(name.padEnd(11, '.')).subarray(0, 11), sum >>> 24]);
  const data = cipher(Buffer.concat([lead, deflateRawSync(content)]));
  const file = Buffer.from(name);
  const fields = Buffer.alloc(26);
  // Version 2.0, encrypted, deflated; time and day of 5 January 2026.
  for (const [at, value] of [20, 1, 8, 0x6000, 0x5c25].entries()) fields.writeUInt16LE(value, at * 2);
  fields.writeUInt32LE(sum, 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, file, data]);
  const attributes = Buffer.alloc(14);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, attributes, file]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

function createCipher(password: string): (plain: Buffer) => Buffer {
  const keys = [0x12345678, 0x23456789, 0x34567890];
  const step = (key: number, byte: number): number => {
    // node's crc32 inverts before and after; the cipher wants the bare step.
    return ~crc32(Buffer.from([byte]), ~key >>> 0) >>> 0;
  };
  const update = (byte: number): void => {
    keys[0] = step(keys[0]!, byte);
    keys[1] = (Math.imul((keys[1]! + (keys[0] & 0xff)) >>> 0, 134_775_813) + 1) >>> 0;
    keys[2] = step(keys[2]!, keys[1] >>> 24);
  };
  for (const byte of Buffer.from(password)) update(byte);
  return (plain) =>
    plain.map((byte) => {
      const mixed = (keys[2]! | 2) & 0xffff;
      const pad = (Math.imul(mixed, mixed ^ 1) >>> 8) & 0xff;
      update(byte);
      return byte ^ pad;
    }) as Buffer;
}
