import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { fastTimer, json, startServer } from '../../../test/https-server.ts';
import { createTransport } from '../http/transport.ts';
import { httpsResolver } from './over-https.ts';

const txt = (data: unknown) => ({ name: 'clinic.example.com', type: 16, TTL: 300, data });

/** Status of the answer, its body, and the texts or the code of the error. */
const cases: Record<string, [status: number, body: unknown, wanted: string[][] | string]> = {
  'one text': [200, { Status: 0, Answer: [txt('"v=spf1 -all"')] }, [['v=spf1 -all']]],
  'a text in pieces, and quotation marks in it': [
    200,
    { Status: 0, Answer: [txt('"v=DKIM1; " "p=a\\"b\\\\c"')] },
    [['v=DKIM1; ', 'p=a"b\\c']],
  ],
  'a text without quotation marks': [200, { Status: 0, Answer: [txt('v=spf1 -all')] }, [['v=spf1 -all']]],
  'an alias before the text': [
    200,
    { Status: 0, Answer: [{ name: 'a', type: 5, data: 'b.' }, txt('"v=DKIM1"')] },
    [['v=DKIM1']],
  ],
  'no such name': [200, { Status: 3 }, 'ENOTFOUND'],
  'the name without a text': [200, { Status: 0 }, 'ENODATA'],
  'an answer that is no list': [200, { Status: 0, Answer: 'v=spf1 -all' }, 'ESERVFAIL'],
  'a server that failed': [200, { Status: 2 }, 'ESERVFAIL'],
  'something else than JSON': [200, '<html>', 'ESERVFAIL'],
  'a refusal': [403, { Status: 0, Answer: [txt('"v=spf1 -all"')] }, 'ESERVFAIL'],
};

describe('DNS over HTTPS', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });

  for (const [name, [status, body, wanted]] of Object.entries(cases))
    it(name, async () => {
      const server = await startServer((_, response) => {
        if (typeof body === 'string') response.end(body);
        else json(response, status, body);
      });
      const transport = createTransport({ hostMap: server.hostMap, timer: fastTimer() });
      closers.push(() => transport.close(), server.close);
      const found = httpsResolver(transport).resolveTxt('clinic.example.com');
      if (typeof wanted === 'string') await assert.rejects(found, { code: wanted });
      else assert.deepEqual(await found, wanted);
      const [seen] = server.seen;
      assert.deepEqual([seen!.host, seen!.path], ['cloudflare-dns.com', '/dns-query?name=clinic.example.com&type=TXT']);
      assert.equal(seen!.headers.authorization, undefined);
    });

  it('asks nobody where the host map has no place for it', async () => {
    const transport = createTransport({ hostMap: [], timer: fastTimer() });
    closers.push(() => transport.close());
    await assert.rejects(httpsResolver(transport).resolveTxt('clinic.example.com'), { code: 'host-not-allowed' });
  });
});
