import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { type Json, call, graph, scopes, signedIn } from './client.ts';
import { csdl as file } from './conformance.ts';
import { type Csdl, readCsdl, valueErrors } from './csdl.ts';

const practice = dermatology();
const here = existsSync(file);

describe(
  "what is served of content and Microsoft's types",
  { skip: here ? false : "Microsoft's metadata is not here (../shared)" },
  () => {
    let simulator: Simulator;
    let token: string;
    let csdl: Csdl;
    const list = async (path: string): Promise<Json[]> => {
      const { status, json, text } = await call(simulator, graph(path), { token });
      assert.equal(status, 200, `${path}: ${text}`);
      return json.value ?? [json];
    };
    const agrees = (type: string, entities: readonly Json[]): void => {
      assert.ok(entities.length > 0, `no ${type} was served`);
      // Identities are open types: SharePoint and Teams add these.
      const open =
        /(email|userIdentityType) is not of microsoft\.graph\.\w*[iI]dentity$|group is not of microsoft\.graph\.identitySet$/;
      const found = entities.flatMap((entity) => valueErrors(csdl, `microsoft.graph.${type}`, entity, type));
      assert.deepEqual(
        found.filter((error) => !open.test(error)),
        [],
      );
    };
    before(async () => {
      csdl = readCsdl(file);
      simulator = await startSimulator({ tenants: [practice], throttle: { on: false } });
      const roles = [
        'Files.Read.All',
        'Sites.Read.All',
        'Mail.Read',
        'Chat.Read.All',
        'ChannelMessage.Read.All',
        'Channel.ReadBasic.All',
        'Team.ReadBasic.All',
      ];
      ({ token } = await signedIn(simulator, practice.id, scopes.graph, { roles: { graph: roles } }));
    });
    after(() => simulator.stop());

    it('sites and drives', async () => {
      const sites = await list('/sites/getAllSites()');
      agrees('site', sites);
      for (const { id } of sites.slice(0, 3)) agrees('drive', await list(`/sites/${id}/drives`));
    });
    it('items, permissions, versions and figures', async () => {
      const owner = 'doctor7@saguaroderm.example.com';
      simulator.control.share(practice.prefix!, owner, 'Pictures', { kind: 'guest', to: ['a@example.org'] });
      simulator.control.putFile(practice.prefix!, owner, 'Pictures/gone.txt', 'x');
      const [{ id: drive }] = await list(`/users/${owner}/drive`);
      const items = await list(`/drives/${drive}/root/delta`);
      agrees('driveItem', items);
      for (const { id } of items) {
        agrees('permission', await list(`/drives/${drive}/items/${id}/permissions`));
        agrees('itemActivityStat', await list(`/drives/${drive}/items/${id}/analytics/allTime`));
      }
      agrees('driveItemVersion', await list(`/drives/${drive}/items/${items.at(-1).id}/versions`));
    });
    it('mail', async () => {
      const user = 'frontdesk@saguaroderm.example.com';
      agrees('mailFolder', await list(`/users/${user}/mailFolders?includeHiddenFolders=true`));
      simulator.control.sendMail(practice.prefix!, {
        ...{ from: user, to: ['a@example.org'], subject: 'List', body: 'Attached.' },
        attachments: [{ name: 'list.csv', bytes: Buffer.from('a,b') }],
      });
      const messages = await list(`/users/${user}/messages`);
      agrees('message', messages);
      const sent = messages.find(({ hasAttachments }) => hasAttachments);
      agrees('fileAttachment', await list(`/users/${user}/messages/${sent.id}/attachments`));
    });
    it('Teams', async () => {
      const teams = await list('/teams');
      agrees('team', teams);
      agrees('channel', await list(`/teams/${teams[0].id}/channels`));
      agrees('chatMessage', await list(`/teams/${teams[0].id}/channels/getAllMessages()`));
      const user = 'doctor7@saguaroderm.example.com';
      agrees('chat', await list(`/users/${user}/chats`));
      agrees('chatMessage', await list(`/users/${user}/chats/getAllMessages()`));
    });
  },
);
