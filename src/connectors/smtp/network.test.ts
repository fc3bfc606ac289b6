import assert from 'node:assert/strict';
import { type Socket, createSocket } from 'node:dgram';
import { after, before, describe, it } from 'node:test';
import { systemNetwork } from './network.ts';

const types = { 1: 'A', 15: 'MX', 16: 'TXT', 28: 'AAAA', 52: 'TLSA' } as const;
const label = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .split('.')
      .filter(Boolean)
      .map((part) => Buffer.from(`${String.fromCharCode(part.length)}${part}`)),
    Buffer.from([0]),
  ]);
const number = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);

/** What the name server of the test answers: the data of each record, or a code. */
const zone: Record<string, readonly Buffer[] | 'SERVFAIL'> = {
  'MX lab.example.com': [Buffer.concat([number(10), label('mail.lab.example.com')])],
  'MX null.example.com': [Buffer.concat([number(0), label('')])],
  'MX broken.example.com': 'SERVFAIL',
  'TXT _mta-sts.lab.example.com': [Buffer.concat([text('v=STSv1;'), text(' id=1;')])],
  'TLSA _25._tcp.mail.lab.example.com': [Buffer.from([3, 1, 1, 0xab, 0xcd])],
  'A mail.lab.example.com': [Buffer.from([192, 0, 2, 25]), Buffer.from([10, 0, 0, 1])],
  'AAAA mail.lab.example.com': [],
};

function answer(query: Buffer): Buffer {
  let at = 12;
  const parts: string[] = [];
  while (query[at] !== 0) {
    parts.push(query.subarray(at + 1, at + 1 + query[at]!).toString());
    at += query[at]! + 1;
  }
  const type = types[query.readUInt16BE(at + 1) as keyof typeof types];
  const found = zone[`${type} ${parts.join('.').toLowerCase()}`];
  const code = found === undefined ? 3 : found === 'SERVFAIL' ? 2 : 0;
  const records = Array.isArray(found) ? (found as Buffer[]) : [];
  const head = Buffer.concat([
    query.subarray(0, 2),
    number(0x8180 | code),
    number(1),
    number(records.length),
    number(0),
    number(0),
  ]);
  const question = query.subarray(12, at + 5);
  const listed = records.map((data) =>
    Buffer.concat([
      number(0xc00c),
      query.subarray(at + 1, at + 5),
      Buffer.from([0, 0, 0, 60]),
      number(data.length),
      data,
    ]),
  );
  return Buffer.concat([head, question, ...listed]);
}

describe('the questions of a mail probe to the DNS', () => {
  let server: Socket;
  let network: ReturnType<typeof systemNetwork>;
  before(async () => {
    server = createSocket('udp4');
    server.on('message', (query, from) => server.send(answer(query), from.port, from.address));
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', () => resolve()));
    network = systemNetwork({ servers: [`127.0.0.1:${server.address().port}`], timeOut: 500 });
  });
  after(() => server.close());

  it('gives the records of a name', async () => {
    assert.deepEqual(await network.mx('lab.example.com'), [{ exchange: 'mail.lab.example.com', priority: 10 }]);
    assert.deepEqual(await network.mx('null.example.com'), [{ exchange: '', priority: 0 }]);
    assert.deepEqual(await network.txt('_mta-sts.lab.example.com'), ['v=STSv1; id=1;']);
    assert.deepEqual(await network.tlsa('_25._tcp.mail.lab.example.com'), [
      { usage: 3, selector: 1, match: 1, data: Buffer.from([0xab, 0xcd]) },
    ]);
  });
  it('tells a name without records from a question that broke off', async () => {
    assert.deepEqual(await network.mx('nobody.example.com'), []);
    assert.deepEqual(await network.txt('nobody.example.com'), []);
    assert.deepEqual(await network.tlsa('_25._tcp.nobody.example.com'), []);
    await assert.rejects(network.mx('broken.example.com'));
  });
  it('leaves out addresses inside a network', async () => {
    assert.deepEqual(await network.addresses('mail.lab.example.com'), [{ ip: '192.0.2.25', port: 25 }]);
  });
});
