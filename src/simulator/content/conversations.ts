import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';

/** What somebody says in a channel or a chat. */
export interface Said {
  /** Id of the person, and the name that is shown. */
  from: { id: string; displayName: string };
  at: string;
  /** HTML. */
  text: string;
  subject?: string;
  /** Files that were sent along: they lie in a drive. */
  files?: readonly { name: string; url: string }[];
}

export function channelId(team: string, name: string): string {
  return `19:${guidOf(`${team} channel ${name}`).replaceAll('-', '')}@thread.tacv2`;
}

export function chatId(members: readonly string[]): string {
  return `19:${guidOf(`chat ${members.toSorted().join(' ')}`).replaceAll('-', '')}@thread.v2`;
}

/** A record of `channelMessages/{channel}` or `chatMessages/{chat}`; ids are milliseconds, as Teams has them. */
export function chatMessageOf(
  place: { team: string; channel: string } | { chat: string },
  said: Said,
  at: number,
): Entity {
  const inChannel = 'channel' in place;
  return {
    id: String(at),
    etag: String(at),
    messageType: 'message',
    createdDateTime: said.at,
    lastModifiedDateTime: said.at,
    importance: 'normal',
    locale: 'en-us',
    subject: said.subject ?? null,
    ...(inChannel ? { channelIdentity: { teamId: place.team, channelId: place.channel } } : { chatId: place.chat }),
    from: {
      user: {
        '@odata.type': '#microsoft.graph.teamworkUserIdentity',
        id: said.from.id,
        displayName: said.from.displayName,
        userIdentityType: 'aadUser',
      },
    },
    body: { contentType: 'html', content: said.text },
    attachments: (said.files ?? []).map(({ name, url }) => ({
      id: guidOf(url),
      contentType: 'reference',
      contentUrl: url,
      name,
    })),
  };
}
