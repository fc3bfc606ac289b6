import { plainText } from '../../core/shape.ts';
import { type Said, chatMessageOf } from './conversations.ts';
import type { Truth } from './draft.ts';
import { type Mail, folderId, messageOf } from './mailboxes.ts';
import { sendRecord } from './records.ts';
import { type Workplace, officeAddress } from './workplace.ts';

export interface SentMail extends Omit<Mail, 'sent' | 'attachments'> {
  attachments?: readonly { name: string; bytes: Uint8Array }[];
  truth?: Truth;
}

export interface MessageHand {
  /** Into Sent Items of who sends it and the Inbox of each of the tenant who gets it. Gives the id in Sent Items. */
  sendMail(mail: SentMail): string;
  removeMessage(user: string, message: string): void;
  /** Into a channel (`channel:{team}/{channel}`) or a chat (`chat:{chat}`). */
  say(place: string, said: Omit<Said, 'from' | 'at'> & { by: string; truth?: Truth }): string;
}

export function messageHand(place: Workplace): MessageHand {
  const { state, tenant, userOf, idOf, plant, log } = place;
  const { content } = tenant;
  return {
    sendMail({ truth, attachments = [], ...mail }) {
      const sent = state.now;
      const files = attachments.map(({ name, bytes }, index) => {
        const kept = `mail ${mail.from} ${tenant.store.writes.length} ${index} ${name}`;
        content.keep(kept, Buffer.from(bytes));
        return { name, bytes: kept, size: bytes.length };
      });
      const put = (user: string, wellKnown: string, shown: string): string => {
        const folder = folderId(user, wellKnown);
        const message = messageOf(user, folder, { ...mail, sent, attachments: files });
        const id = plainText(message['id']);
        state.put(`messages/${user}/${folder}`, id, message);
        plant(`mailbox:${user}`, id, `${shown}/${mail.subject}`, truth);
        if (wellKnown === 'sentitems') log([sendRecord(mail.from, message, officeAddress)]);
        return id;
      };
      const sender = idOf(mail.from);
      const id = sender === undefined ? '' : put(sender, 'sentitems', 'Sent Items');
      for (const address of [...mail.to, ...(mail.cc ?? [])]) {
        const user = idOf(address);
        if (user !== undefined) put(user, 'inbox', 'Inbox');
      }
      return id;
    },
    removeMessage(address, message) {
      const user = plainText(userOf(address)['id']);
      const folder = tenant.store
        .collections()
        .find((name) => name.startsWith(`messages/${user}/`) && state.get(name, message));
      if (folder === undefined) throw new Error(`the mailbox has no message ${message}`);
      state.remove(folder, message);
      content.uproot(`mailbox:${user}`, message);
    },
    say(where, { by, truth, ...said }) {
      const user = userOf(by);
      const from = { id: plainText(user['id']), displayName: plainText(user['displayName']) };
      const [, team = '', channel = ''] = /^channel:([^/]+)\/(.+)$/.exec(where) ?? [];
      const chat = where.replace(/^chat:/, '');
      const collection = channel === '' ? `chatMessages/${chat}` : `channelMessages/${channel}`;
      const last = Math.max(0, ...state.list(collection).map(({ id }) => Number(id)));
      const at = Math.max(place.world.clock.now(), last + 1);
      const message = chatMessageOf(
        channel === '' ? { chat } : { team, channel },
        { ...said, from, at: state.now },
        at,
      );
      const id = plainText(message['id']);
      state.put(collection, id, message);
      const members = (state.get('chats', chat)?.['members'] as readonly string[] | undefined) ?? [];
      const stores = channel === '' ? members.map((member) => `chats:${member}`) : [where];
      for (const store of stores) plant(store, id, id, truth);
      return id;
    },
  };
}
