import { millis, momentOf } from '../core/clock.ts';
import type { Alert, Detection } from '../core/detection.ts';

/** What is known of one feed's life. */
export interface FeedLife {
  feed: string;
  state: string;
  /** The newest event, and the last pull that went well; undefined before the first. */
  lastEventAt?: string;
  succeededAt?: string;
  /** Hours, as moments, in which something happened in the last weeks, oldest first. */
  hours: readonly string[];
  /** Records of those weeks. */
  records: number;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Hours without a pull that went well. */
const longestOutage = 24;
/** Hours of the past below which nothing can be called usual. */
const leastHistory = 7 * 24;
/** Hours of the past from which on single long pauses are told from usual ones. */
const manyHours = 21 * 24;
/** Hours of silence that are never an alert: Microsoft itself may be late so long. */
const leastSilence = 12;

export interface Silence {
  /** Hours since the newest event. */
  hours: number;
  /** The longest pause that is usual for the feed, hours; undefined while that is not known. */
  usual?: number;
  /** Hours from which on silence is an alert; undefined while nothing is known. */
  limit?: number;
}

/** How long a feed is silent, and what is usual for it: twice its longest usual pause, half a day at least. */
export function silenceOf({ lastEventAt, hours }: FeedLife, now: string): Silence | undefined {
  if (lastEventAt === undefined) return undefined;
  const silent = Math.max(0, (millis(now) - millis(lastEventAt)) / hour);
  const past = (millis(hours.at(-1) ?? '') - millis(hours[0] ?? '')) / hour;
  if (!(past >= leastHistory)) return { hours: silent };
  const pauses = hours
    .slice(1)
    .map((moment, at) => (millis(moment) - millis(hours[at]!)) / hour)
    .sort((a, b) => b - a);
  // In three weeks a weekend comes three times; what came twice may have been an outage, which is no usual pause.
  const usual = pauses[past >= manyHours ? 2 : 0] ?? 0;
  return { hours: silent, usual, limit: Math.max(leastSilence, 2 * usual) };
}

/** Alerts for feeds that are silent much longer than usual, or that could not be read for a day. */
export function silentFeeds(detection: Detection, tenant: string, feeds: readonly FeedLife[], now: string): Alert[] {
  return feeds.flatMap((life) => {
    const silence = silenceOf(life, now);
    const unread = life.succeededAt === undefined ? 0 : (millis(now) - millis(life.succeededAt)) / hour;
    if (unread > longestOutage && life.state !== 'not-licensed')
      return [
        alertOf(
          detection,
          tenant,
          life,
          life.succeededAt!,
          now,
          `${life.feed} could not be read for ${Math.floor(unread)} hours`,
        ),
      ];
    if (silence?.limit === undefined || silence.hours <= silence.limit) return [];
    const why = `No record of ${life.feed} came for ${Math.floor(silence.hours)} hours; its longest usual pause is ${Math.floor(silence.usual ?? 0)}`;
    return [alertOf(detection, tenant, life, life.lastEventAt!, now, why)];
  });
}

function alertOf(
  { id, severity, title, incident, firstSteps }: Detection,
  tenant: string,
  { feed }: FeedLife,
  from: string,
  now: string,
  why: string,
): Alert {
  return {
    ...{ detection: id, severity, title, actor: 'audit log' },
    // The same silence has the same beginning: the alert grows, once a day, and is not raised twice.
    ...{ firstAt: from, lastAt: momentOf(Math.max(millis(from), Math.floor(millis(now) / day) * day)) },
    ...{ eventIds: [], why, incident, group: feed, count: 1, firstSteps, tenant, id: `${id}:${feed}:${from}` },
  };
}
