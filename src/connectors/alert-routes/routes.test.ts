import assert from 'node:assert/strict';
import { createHmac, createSecretKey } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type MailServer, startMailServer } from '../../../test/mail-server.ts';
import { alert } from '../../../test/siem/items.ts';
import { authority, certificate, collector, syslogReceiver } from '../../../test/siem/receivers.ts';
import type { AlertNotice } from '../../core/alert.ts';
import type { RouteMessage } from '../../core/delivery.ts';
import { type EmailOptions, emailSender } from './email.ts';
import { slackBlocks } from './slack.ts';
import { syslogSender } from './syslog.ts';
import { teamsCard } from './teams.ts';
import { chatSender, webhookSender } from './webhook.ts';
import { wordsOf } from './words.ts';

const { notice } = alert;
/** What must stand in no message: an account that may be a patient's. */
const guest = 'ann.quist_mail.example.net#EXT#@clinic.example.com';
const secretive: AlertNotice = { ...notice, actor: guest };
const message: RouteMessage & { kind: 'alert' } = { kind: 'alert', key: 'a1-12', notice: secretive };
const digest: RouteMessage = {
  kind: 'digest',
  key: 'digest-1-2',
  notices: [secretive, { ...secretive, id: 'a2', severity: 'low', title: 'A mailbox forwards to outside', count: 1 }],
};
const trial: RouteMessage = { kind: 'test', key: 'test-1', tenant: notice.tenant };
const everything: readonly RouteMessage[] = [message, digest, trial];
const link = 'https://wardline.example.com';
const now = () => 1_772_449_200_000;

describe('S0-79: what a message says', () => {
  it('title, severity, counts and id, and no account', () => {
    assert.deepEqual(wordsOf(message, link), {
      subject: '[critical] Larkmeadow Family Clinic: A person takes many files',
      severity: 'critical',
      lines: ['New alert: A person takes many files.'],
      facts: [
        ['Severity', 'critical'],
        ['Organization', 'Larkmeadow Family Clinic'],
        ['Events', '62,318'],
        ['First', '2026-03-02 09:00 UTC'],
        ['Last', '2026-03-02 10:59 UTC'],
        ['Alert', 'sharepoint.mass-download:7'],
      ],
      link: 'https://wardline.example.com/t/11111111-2222-4333-8444-555555555555/alerts/sharepoint.mass-download%3A7',
    });
    assert.equal(
      wordsOf({ ...message, notice: { ...notice, change: 'closed' } }, undefined).subject,
      '[critical] Larkmeadow Family Clinic: A person takes many files (closed)',
    );
    assert.equal(wordsOf(digest, link).subject, '[critical] Larkmeadow Family Clinic: 2 alerts that were held back');
  });

  it('hostile words make no line, no mention and no link', () => {
    const hostile: RouteMessage = {
      ...message,
      notice: {
        ...notice,
        title: 'x\r\nBcc: all@example.net\u202e <!channel> [here](https://evil.example.net) <at>all</at>',
      },
    };
    const words = wordsOf(hostile, undefined);
    assert.doesNotMatch(words.subject, /[\r\n\u202e]/);
    const slack = JSON.parse(slackBlocks(words)) as { text: string };
    assert.match(slack.text, /&lt;!channel&gt;/);
    const card = teamsCard(words);
    assert.doesNotMatch(card, /<at>|\[here\]\(/);
  });
});

describe('S0-79: e-mail to a real mail server', () => {
  const mails: { from: string; to: string[]; text: string; secure: boolean; user?: unknown }[] = [];
  let server: MailServer;
  let plain: MailServer;
  const common = { onAuth: undefined };
  const receive = {
    ...common,
    onData(
      stream: NodeJS.ReadableStream,
      session: { envelope: { mailFrom: unknown; rcptTo: { address: string }[] }; secure: boolean; user?: unknown },
      done: () => void,
    ) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        mails.push({
          from: (session.envelope.mailFrom as { address: string }).address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(pieces).toString('utf8'),
          secure: session.secure,
          user: session.user,
        });
        done();
      });
    },
  };
  before(async () => {
    server = await startMailServer({
      ...certificate,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username ?? '' }) : done(new Error('no')),
      onData: receive.onData,
    });
    plain = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'], onData: receive.onData });
  });
  after(async () => {
    await server.close();
    await plain.close();
  });
  const senderTo = (port: number, given: Partial<EmailOptions> = {}) =>
    emailSender({
      ...{ server: 'localhost', port, security: 'starttls', ca: authority.ca, link },
      ...{ from: 'wardline@clinic.example.com', to: ['officer@clinic.example.com', 'it@clinic.example.com'] },
      ...given,
    });

  it('goes by STARTTLS, with the password, to everybody, and holds no account', async () => {
    const sender = senderTo(server.port, { user: 'wardline', password: 'right' });
    assert.deepEqual(await sender.send(message), { kind: 'delivered', answer: 'SMTP 250' });
    sender.close();
    const mail = mails.at(-1)!;
    assert.deepEqual(
      [mail.from, mail.to, mail.secure, mail.user],
      ['wardline@clinic.example.com', ['officer@clinic.example.com', 'it@clinic.example.com'], true, 'wardline'],
    );
    assert.match(mail.text, /^Subject: \[critical\] Larkmeadow Family Clinic: A person takes many files\r$/m);
    assert.match(mail.text, /^Message-ID: <wardline\.a1-12@clinic\.example\.com>\r$/m);
    assert.match(mail.text, /Events: 62,318/);
    assert.doesNotMatch(mail.text, /quist|EXT#/i);
  });

  it('a server without STARTTLS gets nothing; on this machine it may', async () => {
    const before = mails.length;
    assert.equal((await senderTo(plain.port).send(message)).kind, 'blocked');
    assert.equal(mails.length, before);
    assert.equal((await senderTo(plain.port, { security: 'none' }).send(trial)).kind, 'delivered');
    assert.match(mails.at(-1)!.text, /This route works/);
  });

  it('a certificate of somebody else, a wrong password, nobody there', async () => {
    const before = mails.length;
    const outcomes = [
      await senderTo(server.port, { ca: undefined }).send(message),
      await senderTo(server.port, { user: 'wardline', password: 'wrong' }).send(message),
      await senderTo(9).send(message),
      await senderTo(80, { server: '169.254.169.254' }).send(message),
    ];
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['blocked', 'blocked', 'later', 'blocked'],
    );
    assert.equal(mails.length, before);
    assert.doesNotMatch(JSON.stringify(outcomes), /wrong"|officer/);
  });

  it('a full mailbox is for later, an unknown one is refused', async () => {
    for (const [code, kind] of [
      [452, 'later'],
      [550, 'refused'],
    ] as const) {
      const picky = await startMailServer({
        ...certificate,
        onRcptTo: (_address, _session, done) =>
          done(Object.assign(new Error('officer@ has no room'), { responseCode: code })),
      });
      const outcome = await senderTo(picky.port).send(message);
      assert.deepEqual(outcome, { kind, why: `SMTP ${code}` });
      await picky.close();
    }
  });
});

describe('S0-79: webhooks', () => {
  const key = createSecretKey(Buffer.from('a secret of the test'));

  it('a receiver proves sender, time and body by the signature', async () => {
    const receiver = await collector((_, response) => response.writeHead(204).end());
    const sender = webhookSender({ url: `${receiver.url}/hook`, allowPrivate: true, ca: authority.ca, key, link, now });
    assert.deepEqual(await sender.send(message), { kind: 'delivered', answer: 'HTTP 204' });
    const [call] = receiver.calls;
    // As the documentation tells a receiver to do it.
    const timestamp = String(call!.headers['x-wardline-timestamp']);
    const wanted = createHmac('sha256', 'a secret of the test')
      .update(`${timestamp}.`)
      .update(call!.body)
      .digest('hex');
    assert.equal(call!.headers['x-wardline-signature'], `v1=${wanted}`);
    assert.equal(timestamp, '1772449200');
    assert.equal(call!.headers['x-wardline-delivery'], 'a1-12');
    const { actor: _actor, ...told } = notice;
    assert.deepEqual(JSON.parse(call!.body.toString()), {
      ...{
        version: 1,
        delivery: 'a1-12',
        kind: 'alert',
        link: 'https://wardline.example.com/t/11111111-2222-4333-8444-555555555555/alerts/sharepoint.mass-download%3A7',
      },
      subject: '[critical] Larkmeadow Family Clinic: A person takes many files',
      alerts: [told],
    });
    sender.close();
    await receiver.close();
  });

  it('redirects are not followed, and a private address needs leave', async () => {
    const inner = await collector((_, response) => response.end());
    const receiver = await collector((_, response) => response.writeHead(307, { location: inner.url }).end());
    const options = { url: receiver.url, allowPrivate: true, ca: authority.ca, key, now };
    assert.equal((await webhookSender(options).send(message)).kind, 'blocked');
    assert.equal(inner.calls.length, 0);
    for (const url of [
      receiver.url,
      `https://127.0.0.1:${receiver.port}`,
      `https://[::ffff:127.0.0.1]:${receiver.port}`,
      `https://0x7f000001:${receiver.port}`,
    ])
      assert.equal((await webhookSender({ ...options, url, allowPrivate: false }).send(message)).kind, 'blocked', url);
    assert.equal(
      (await webhookSender({ ...options, url: 'https://169.254.169.254/latest' }).send(message)).kind,
      'blocked',
    );
    assert.equal(
      (await webhookSender({ ...options, url: 'https://user:pw@localhost/' }).send(message)).kind,
      'blocked',
    );
    assert.equal(receiver.calls.length, 1);
    await receiver.close();
    await inner.close();
  });

  it('Teams gets one Adaptive Card, Slack gets blocks, and neither an account', async () => {
    const receiver = await collector((_, response) => response.writeHead(202).end());
    for (const kind of ['teams', 'slack'] as const)
      for (const each of everything) {
        const sender = chatSender(kind, { url: receiver.url, allowPrivate: true, ca: authority.ca, link, now });
        assert.equal((await sender.send(each)).kind, 'delivered');
        sender.close();
      }
    const bodies = receiver.calls.map(({ body }) => body.toString());
    const card = JSON.parse(bodies[0]!) as {
      type: string;
      attachments: { contentType: string; content: { type: string; actions: unknown[] } }[];
    };
    assert.equal(card.type, 'message');
    assert.equal(card.attachments.length, 1);
    assert.equal(card.attachments[0]!.contentType, 'application/vnd.microsoft.card.adaptive');
    assert.equal(card.attachments[0]!.content.type, 'AdaptiveCard');
    assert.equal(card.attachments[0]!.content.actions.length, 1);
    const blocks = JSON.parse(bodies[3]!) as { text: string; blocks: { type: string }[] };
    assert.deepEqual(
      blocks.blocks.map(({ type }) => type),
      ['header', 'section', 'section', 'section'],
    );
    for (const body of bodies) assert.doesNotMatch(body, /quist|EXT#/i);
    await receiver.close();
  });

  it('syslog, without the account', async () => {
    const receiver = await syslogReceiver({ secure: true });
    const sender = syslogSender(
      {
        host: 'localhost',
        port: receiver.port,
        transport: 'tls',
        format: 'cef',
        confirm: 'close',
        ca: authority.ca,
        origin: { host: 'h', version: '1' },
      },
      () => '2026-03-02T11:00:00.000Z',
    );
    for (const each of everything) assert.equal((await sender.send(each)).kind, 'delivered');
    const got = receiver.messages();
    assert.equal(got.length, 4);
    assert.match(
      got[0]!,
      /^<106>1 2026-03-02T11:00:00\.000Z h wardline - alert - CEF:0\|Wardline\|Wardline\|1\|sharepoint\.mass-download\|A person takes many files\|10\|/,
    );
    assert.doesNotMatch(got.join('\n'), /suser|quist/i);
    sender.close();
    await receiver.close();
  });
});
