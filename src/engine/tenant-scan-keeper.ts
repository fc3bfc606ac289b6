import type { ContentShare, ContentStore, ContentVerdict, MailProtection } from '../core/content.ts';
import type { ContentPage, ContentProgress, ContentSource, WantedItem } from '../core/content-reader.ts';

/** A state in which a scan leaves a store. */
export type StoreOutcome = 'scanned' | 'partly' | 'no-access' | 'gone';

/**
 * What a scan of a tenant keeps, each call durable when it resolves. All that a killed scan lacks is what was under
 * way.
 */
export interface ContentKeeper {
  /** Keeps the stores of a source, and tells where its lists go on. */
  open(source: ContentSource): Promise<ContentProgress>;
  /** Keeps a page of the list, and the place behind it unless `hold`. */
  page(source: ContentSource, page: ContentPage, hold: boolean): Promise<void>;
  /** Keeps the place behind a page that was held back. */
  goOn(source: ContentSource, page: ContentPage): Promise<void>;
  /** Works out where items lie and how open they are, after the list and the shares. */
  settle(store: ContentStore): Promise<void>;
  /** Items to read, by id, some at a time. */
  pending(store: string, after: string): Promise<WantedItem[]>;
  /** `bytes`: of those that have at most `largest`. */
  countPending(store: string, largest: number): Promise<{ items: number; bytes: number }>;
  /** `version` is the one that was read; `again`: the next scan reads it once more. */
  verdict(
    item: Pick<WantedItem, 'store' | 'id' | 'version'>,
    verdict: ContentVerdict,
    more: { bytes?: number; again?: boolean; protection?: MailProtection },
  ): Promise<void>;
  gone(item: Pick<WantedItem, 'store' | 'id'>): Promise<void>;
  /** Files and folders whose shares are to be read, by id, some at a time. */
  wantedShares(store: string, after: string): Promise<string[]>;
  shares(store: string, item: string, shares: readonly ContentShare[]): Promise<void>;
  /** Files without a known label, by id, some at a time. */
  unlabeled(store: string, after: string): Promise<{ id: string; name: string }[]>;
  label(item: Pick<WantedItem, 'store' | 'id'>, label: string | null): Promise<void>;
  close(store: ContentStore, outcome: StoreOutcome, detail: string): Promise<void>;
  /** Ids of stores that were known before. */
  known(): Promise<string[]>;
  lose(stores: readonly string[]): Promise<void>;
}
