import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, call, graph, scopes, signedIn } from './client.ts';
import { checkTrace } from './conformance.ts';

const clinic = texasClinic();
const practice = dermatology();
const ned = 'ned.jansen@larkmeadow.example.com';
const tom = 'tom.delacroix@larkmeadow.example.com';
let simulator: Simulator;
let token: string;
let teamsToken: string;
const get = (path: string, headers: Record<string, string> = {}, as = token): Promise<Answer> =>
  call(simulator, path.startsWith('https:') ? path : graph(path), { token: as, headers });
const json = async (path: string, as = token): Promise<Json> => {
  const { status, json: body, text } = await get(path, {}, as);
  assert.equal(status, 200, text);
  return body;
};

// Within a suite of their own: hooks of the root run around every test of the whole run.
describe('mail over Graph', () => {
  before(async () => {
    simulator = await startSimulator({ tenants: [clinic, practice] });
    ({ token } = await signedIn(simulator, clinic.id, scopes.graph, {
      roles: { graph: ['Mail.Read', 'User.Read.All'] },
    }));
    const roles = {
      graph: ['Team.ReadBasic.All', 'Channel.ReadBasic.All', 'ChannelMessage.Read.All', 'Chat.Read.All'],
    };
    ({ token: teamsToken } = await signedIn(simulator, practice.id, scopes.graph, { roles }));
  });
  after(() => simulator.stop());
  beforeEach(() => {
    simulator.control.faults.clear();
    simulator.control.tenants.reset(clinic.prefix!, { keepApps: true });
  });

  describe('folders of a mailbox', () => {
    const names = (list: Json[]): string[] => list.map(({ displayName }) => String(displayName));
    it('S0-51: are listed at the top, hidden ones on request, others inside their parent', async () => {
      const path = `/users/${ned}/mailFolders?$top=100`;
      const top = (await json(path)).value;
      assert.ok(
        names(top).includes('Claims') && !names(top).includes('Denied') && !names(top).includes('Recovered items'),
      );
      assert.ok(names((await json(`${path}&includeHiddenFolders=true`)).value).includes('Recovered items'));
      const claims = top.find(({ displayName }: Json) => displayName === 'Claims');
      assert.equal(claims.childFolderCount, 1);
      const [denied] = (await json(`/users/${ned}/mailFolders/${claims.id}/childFolders`)).value;
      assert.deepEqual([denied.displayName, denied.totalItemCount], ['Denied', 1]);
      assert.equal((await json(`/users/${ned}/mailFolders/inbox`)).displayName, 'Inbox');
    });
    it('come ten a page, and all of them in the delta', async () => {
      const first = await json(`/users/${ned}/mailFolders/delta?$select=displayName&$top=6`);
      const second = await json(first['@odata.nextLink']);
      assert.ok(second['@odata.deltaLink']);
      assert.deepEqual(names([...first.value, ...second.value]).includes('Denied'), true);
    });
    it('who has no mailbox has none', async () => {
      const guest = encodeURIComponent('victor_nash-it.example.com#EXT#@larkmeadow-example.onmicrosoft.com');
      const { status, json: body } = await get(`/users/${guest}/mailFolders`);
      assert.deepEqual([status, body.error.code], [404, 'MailboxNotEnabledForRESTAPI']);
    });
  });

  describe('messages', () => {
    it('new ones and deleted ones are in the delta of their folder', async () => {
      const path = `/users/${tom}/mailFolders/inbox/messages/delta?$select=subject,changeKey`;
      const first = await json(path);
      assert.deepEqual(
        first.value.map(({ subject }: Json) => subject),
        ['Staff meeting 4'],
      );
      simulator.control.sendMail(clinic.prefix!, { from: ned, to: [tom], subject: 'One more', body: 'Text.' });
      const second = await json(first['@odata.deltaLink']);
      assert.deepEqual(
        second.value.map(({ subject }: Json) => subject),
        ['One more'],
      );
      simulator.control.removeMessage(clinic.prefix!, tom, second.value[0].id);
      const third = await json(second['@odata.deltaLink']);
      assert.deepEqual(third.value, [{ id: second.value[0].id, '@removed': { reason: 'deleted' } }]);
    });
    it('Prefer sets the size of a page', async () => {
      for (const subject of ['a', 'b', 'c'])
        simulator.control.sendMail(clinic.prefix!, { from: ned, to: [tom], subject, body: subject });
      const { json: page } = await get(`/users/${tom}/mailFolders/inbox/messages/delta`, {
        prefer: 'odata.maxpagesize=3',
      });
      assert.equal(page.value.length, 3);
      assert.equal((await json(page['@odata.nextLink'])).value.length, 1);
    });
    it('$value is MIME with the attachments as they are', async () => {
      const bytes = Buffer.from([0, 1, 2, 253, 254, 255]);
      const id = simulator.control.sendMail(clinic.prefix!, {
        ...{ from: ned, to: [tom], cc: ['out@payer.example.net'], subject: 'Ärzte', body: '<p>Look</p>' },
        attachments: [{ name: 'chart.pdf', bytes }],
      });
      const { text, headers } = await get(`/users/${ned}/messages/${id}/$value`);
      assert.match(headers['content-type']!, /^text\/plain/);
      assert.match(text, /^From: Ned Jansen <ned\.jansen@larkmeadow\.example\.com>\r\n/);
      assert.ok(text.includes('Cc: Out <out@payer.example.net>'));
      assert.ok(text.includes('Subject: =?utf-8?B?w4RyenRl?='));
      assert.ok(
        text.includes(
          `Content-Disposition: attachment; filename="chart.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`,
        ),
      );
      const [attachment] = (await json(`/users/${ned}/messages/${id}/attachments`)).value;
      assert.deepEqual(
        [attachment['@odata.type'], attachment.contentBytes],
        ['#microsoft.graph.fileAttachment', bytes.toString('base64')],
      );
      assert.equal((await get(`/users/${ned}/messages/${id}/attachments/${attachment.id}/$value`)).status, 200);
      assert.equal((await get(`/users/${ned}/messages/nobody/$value`)).json.error.code, 'ErrorItemNotFound');
    });
    it('without Mail.Read there are no bodies', async () => {
      const { token: basic } = await signedIn(simulator, clinic.id, scopes.graph, {
        roles: { graph: ['Mail.ReadBasic.All'] },
      });
      const { value } = await json(`/users/${tom}/messages`, basic);
      assert.ok(value[0].subject && !('body' in value[0]));
      assert.equal((await get(`/users/${tom}/messages/${value[0].id}/$value`, {}, basic)).status, 403);
      assert.equal((await get(`/users/${tom}/messages?$select=body`, {}, basic)).status, 403);
    });
    it('an application has four requests open at a mailbox, and as many at each other one', async () => {
      const path = `/users/${tom}/messages?$top=1`;
      simulator.control.clearRequests();
      simulator.control.faults.add({ kind: 'silent', milliseconds: 2000, path: 'messages', count: 4 });
      const four = Array.from({ length: 4 }, () => get(path));
      while (simulator.control.requests().filter(({ fault }) => fault === 'silent').length < 4) await wait(5);
      const [fifth, other] = await Promise.all([get(path), get(`/users/${ned}/messages?$top=1`)]);
      assert.deepEqual(
        [fifth.status, fifth.headers['retry-after'], fifth.json.error.code],
        [429, '1', 'ApplicationThrottled'],
      );
      assert.equal(other.status, 200);
      for (const { status } of await Promise.all(four)) assert.equal(status, 200);
      assert.equal((await get(path)).status, 200);
    });
  });

  describe('Teams', () => {
    const team = '7c1a5e00-0300-4000-8000-000000000021';
    const doctor = 'doctor7@saguaroderm.example.com';
    it('channels and what is said in them', async () => {
      assert.equal((await json('/teams', teamsToken)).value[0].id, team);
      const [channel] = (await json(`/teams/${team}/channels`, teamsToken)).value;
      assert.equal(channel.displayName, 'General');
      const all = await json(`/teams/${team}/channels/getAllMessages()?$top=1`, teamsToken);
      assert.equal(all.value[0].channelIdentity.channelId, channel.id);
      assert.equal((await json(all['@odata.nextLink'], teamsToken)).value.length, 1);
      const delta = await json(`/teams/${team}/channels/${encodeURIComponent(channel.id)}/messages/delta`, teamsToken);
      simulator.control.say(practice.prefix!, `channel:${team}/${channel.id}`, { by: doctor, text: '<p>New</p>' });
      const next = await json(delta['@odata.deltaLink'], teamsToken);
      assert.deepEqual(
        next.value.map(({ body }: Json) => body.content),
        ['<p>New</p>'],
      );
    });
    it('S0-58: chats, with the file that was sent along', async () => {
      const { value } = await json(`/users/${doctor}/chats/getAllMessages()`, teamsToken);
      assert.equal(value.length, 2);
      assert.match(
        value[0].attachments[0].contentUrl,
        /Microsoft%20Teams%20Chat%20Files\/IMG_20261119%20MRN%200042\.png$/,
      );
      const [chat] = (await json(`/users/${doctor}/chats`, teamsToken)).value;
      assert.equal((await json(`/chats/${encodeURIComponent(chat.id)}/messages`, teamsToken)).value.length, 2);
      const filter = encodeURIComponent('lastModifiedDateTime gt 2026-11-19T16:01:00Z');
      assert.equal(
        (await json(`/users/${doctor}/chats/getAllMessages()?$filter=${filter}`, teamsToken)).value.length,
        1,
      );
    });
    it('need their permissions', async () => {
      const { token: poor } = await signedIn(simulator, practice.id, scopes.graph, {
        roles: { graph: ['User.Read.All'] },
      });
      for (const path of [
        '/teams',
        `/teams/${team}/channels/getAllMessages()`,
        `/users/${doctor}/chats/getAllMessages()`,
      ])
        assert.equal((await get(path, {}, poor)).status, 403);
    });
  });

  it('nothing that was accepted is wrong by the metadata', (t) => checkTrace(simulator, (why) => t.skip(why)));
});
