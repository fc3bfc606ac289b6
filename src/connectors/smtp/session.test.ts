import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { type MailServer, mailAuthority, startMailServer, startRawServer } from '../../../test/mail-server.ts';
import { isPublic } from './network.ts';
import { type SessionResult, openTls } from './session.ts';

const host = 'mail.lab.example.com';
const { ca, sign } = mailAuthority();

describe('a session with a mail server', () => {
  const servers: MailServer[] = [];
  after(async () => {
    for (const server of servers) await server.close();
  });
  const asked = async (starting: Promise<MailServer>, timeOut = 3_000): Promise<SessionResult> => {
    const server = await starting;
    servers.push(server);
    return openTls(host, { ip: '127.0.0.1', port: server.port }, { ca, timeOut });
  };
  const shown = (result: SessionResult): unknown =>
    'tls' in result
      ? [result.tls.trusted, result.tls.nameMatches, result.tls.protocol, result.tls.fault].filter(
          (x) => x !== undefined,
        )
      : result;
  /** Sends the lines, one after each thing that the client says. */
  const script = (...lines: string[]) =>
    startRawServer((socket: Socket) => {
      const [first, ...rest] = lines;
      socket.write(first!);
      socket.on('data', () => {
        const next = rest.shift();
        if (next !== undefined) socket.write(next);
      });
    });

  it('S3-42: sees a trusted chain with the right name', async () => {
    const result = await asked(startMailServer(sign({ names: [host, 'other.example.com'] })));
    assert.deepEqual(shown(result), [true, true, 'TLSv1.3']);
  });
  it('S3-42: takes a wildcard of one label', async () => {
    assert.deepEqual(shown(await asked(startMailServer(sign({ names: ['*.lab.example.com'] })))), [
      true,
      true,
      'TLSv1.3',
    ]);
  });

  const bad: [string, Parameters<typeof sign>[0], unknown[]][] = [
    ['another name', { names: ['mail.example.net'] }, [true, false, 'TLSv1.3']],
    ['an expired certificate', { names: [host], expired: true }, [false, true, 'TLSv1.3', 'CERT_HAS_EXPIRED']],
    [
      'a certificate that nobody signed',
      { names: [host], alone: true },
      [false, true, 'TLSv1.3', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ],
  ];
  for (const [name, given, expected] of bad)
    it(`S3-42: sees ${name}`, async () => {
      assert.deepEqual(shown(await asked(startMailServer(sign(given)))), expected);
    });
  it('S3-42: sees a server that has only old TLS', async () => {
    const old = {
      ...sign({ names: [host] }),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    };
    assert.deepEqual(shown(await asked(startMailServer(old as object))), [true, true, 'TLSv1.1']);
  });

  it('S3-42: sees that STARTTLS is not offered', async () => {
    assert.deepEqual(await asked(startMailServer({ hideSTARTTLS: true, ...sign({ names: [host] }) })), {
      refused: 'no-starttls',
    });
  });
  it('S3-42: sees an offer that somebody on the way took out', async () => {
    assert.deepEqual(await asked(script('220 a\r\n', '250-a\r\n250-XXXXXXXA\r\n250 SIZE 1\r\n')), {
      refused: 'no-starttls',
    });
  });
  it('S3-42: sees STARTTLS refused', async () => {
    assert.deepEqual(await asked(script('220 a\r\n', '250-a\r\n250 STARTTLS\r\n', '454 not now\r\n')), {
      refused: 'starttls-refused',
    });
  });
  it('S3-42: refuses commands that are put before the handshake', async () => {
    const injected = script('220 a\r\n', '250-a\r\n250 STARTTLS\r\n', '220 go\r\n250 injected\r\n');
    assert.deepEqual(await asked(injected), { refused: 'talks-before-tls' });
  });
  it('S3-42: sees a handshake that is none', async () => {
    const broken = script('220 a\r\n', '250-a\r\n250 STARTTLS\r\n', '220 go\r\n', 'no TLS here\r\n');
    assert.deepEqual(await asked(broken), { refused: 'handshake-failed' });
  });

  const garbage: [string, string][] = [
    ['garbage', '\u0000\u0001\u00ff nonsense\r\n'],
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['a refusal', '554 no\r\n'],
    ['a line of 1 MB', `220-${'x'.repeat(1_000_000)}`],
    ['lines without end', '220-x\r\n'.repeat(50_000)],
  ];
  for (const [name, banner] of garbage)
    it(`gives up on ${name}`, async () => {
      assert.deepEqual(await asked(script(banner)), { unreachable: 'not-smtp' });
    });
  it('reads a reply that comes byte by byte', async () => {
    const slowly = startRawServer((socket) => {
      const bytes = '220-a\r\n220 b\r\n'.split('');
      const next = () => {
        const byte = bytes.shift();
        if (byte !== undefined) socket.write(byte, () => setTimeout(next, 2));
      };
      next();
      socket.on('data', () => socket.write('250 only this\r\n'));
    });
    assert.deepEqual(await asked(slowly), { refused: 'no-starttls' });
  });
  it('waits no longer than told for a silent server', async () => {
    assert.deepEqual(
      await asked(
        startRawServer(() => {}),
        150,
      ),
      { unreachable: 'timeout' },
    );
  });
  it('waits no longer than told in the handshake', async () => {
    const silent = script('220 a\r\n', '250-a\r\n250 STARTTLS\r\n', '220 go\r\n');
    assert.deepEqual(await asked(silent, 200), { unreachable: 'timeout' });
  });
  it('says when the server hangs up, and when nobody is there', async () => {
    assert.deepEqual(await asked(startRawServer((socket) => socket.end())), { unreachable: 'closed' });
    const gone = await startRawServer(() => {});
    await gone.close();
    assert.deepEqual(await openTls(host, { ip: '127.0.0.1', port: gone.port }), { unreachable: 'no-connection' });
  });

  it('never connects to addresses inside a network', () => {
    for (const ip of [
      '127.0.0.1',
      '10.1.2.3',
      '192.168.0.1',
      '172.31.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
    ])
      assert.equal(isPublic(ip), false, ip);
    for (const ip of ['::1', '::', 'fe80::1', 'fc00::1', '::ffff:127.0.0.1', 'ff02::1'])
      assert.equal(isPublic(ip), false, ip);
    for (const ip of ['192.0.2.1', '198.51.100.7', '2001:db8::1']) assert.equal(isPublic(ip), true, ip);
  });
});
