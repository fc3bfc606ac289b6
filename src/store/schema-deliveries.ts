import type { ColumnType, GeneratedAlways } from 'kysely';
import type { AlertNotice } from '../core/alert.ts';

type Moment = string;
type Json<T> = ColumnType<T, string, string>;

/** `due`: to be sent; `held`: waits for the end of quiet hours or for room; `skipped`: not worth telling. */
export type DeliveryState = 'due' | 'held' | 'sent' | 'failed' | 'skipped';

/** Tables of what was told to whom. */
export interface DeliveryTables {
  alertDeliveries: {
    tenantId: string;
    route: string;
    /** Place of the change in the history of alerts. */
    seq: number;
    alertId: string;
    notice: Json<AlertNotice>;
    state: DeliveryState;
    attempts: number;
    nextAt: Moment;
    sentAt: Moment | null;
    answer: string;
  };
  routePositions: { tenantId: string; route: string; begins: number; position: number };
  streamRuns: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    stream: string;
    endedAt: Moment;
    result: 'drained' | 'waiting' | 'stopped';
    delivered: number;
    setAside: number;
    dropped: number;
    waiting: number;
    why: string;
  };
}
