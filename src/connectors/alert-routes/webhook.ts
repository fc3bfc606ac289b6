import type { KeyObject } from 'node:crypto';
import type { RouteMessage, RouteSender } from '../../core/delivery.ts';
import type { AlertNotice } from '../../core/alert.ts';
import { createPoster, isOutcome, outcomeOf } from '../outbound/post.ts';
import { signatureHeaders } from '../outbound/signature.ts';
import { slackBlocks } from './slack.ts';
import { teamsCard } from './teams.ts';
import { wordsOf } from './words.ts';

interface Target {
  url: string;
  allowPrivate: boolean;
  ca?: string;
  link?: string;
  now(): number;
}

/** Our own JSON with a signature. The account of an alert stays out: it may be a patient's. */
export function webhookSender(options: Target & { key: KeyObject }): RouteSender {
  return poster(options, 'the webhook', (message) => {
    const body = JSON.stringify(webhookBody(message, options.link));
    return {
      body,
      headers: { 'x-wardline-delivery': message.key, ...signatureHeaders(options.key, options.now(), body) },
    };
  });
}

/** Teams or Slack; the address is the secret. */
export function chatSender(kind: 'teams' | 'slack', options: Target): RouteSender {
  const form = kind === 'teams' ? teamsCard : slackBlocks;
  return poster(options, kind === 'teams' ? 'the Teams webhook' : 'the Slack webhook', (message) => ({
    body: form(wordsOf(message, options.link)),
    headers: {},
  }));
}

function poster(
  options: Target,
  name: string,
  form: (message: RouteMessage) => { body: string; headers: Readonly<Record<string, string>> },
): RouteSender {
  const { post, close } = createPoster({ ...options, name });
  return {
    async send(message, signal) {
      const { body, headers } = form(message);
      const answer = await post({ body, headers: { 'content-type': 'application/json', ...headers }, signal });
      return isOutcome(answer) ? answer : outcomeOf(answer, options.now());
    },
    close,
  };
}

function webhookBody(message: RouteMessage, link: string | undefined): unknown {
  const { subject, link: page } = wordsOf(message, link);
  const common = { version: 1, delivery: message.key, kind: message.kind, subject, ...(page && { link: page }) };
  if (message.kind === 'test') return { ...common, tenant: message.tenant };
  if (message.kind === 'report')
    return { ...common, tenant: message.tenant, lines: message.lines, facts: message.facts };
  const notices = message.kind === 'alert' ? [message.notice] : message.notices;
  return { ...common, alerts: notices.map(withoutActor) };
}

function withoutActor({ actor: _actor, ...notice }: AlertNotice): Omit<AlertNotice, 'actor'> {
  return notice;
}
