import { type Kysely, sql } from 'kysely';

/**
 * Findings that a scan of content makes, beside those that an assessment makes: each has one or the other behind it.
 * And of messages that were sent: to whom (sealed), and how they were protected as far as the sender's copy shows it.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `alter table wardline.findings
         alter column first_assessment drop not null,
         alter column last_assessment drop not null,
         add column first_scan uuid,
         add column last_scan uuid,
         add foreign key (tenant_id, first_scan) references wardline.content_scans (tenant_id, id),
         add foreign key (tenant_id, last_scan) references wardline.content_scans (tenant_id, id),
         add check ((first_assessment is null) = (last_assessment is null)),
         add check ((first_scan is null) = (last_scan is null)),
         add check ((first_scan is null) <> (first_assessment is null));

       alter table wardline.finding_history add column scan_id uuid;

       alter table wardline.content_items
         add column sent_at timestamptz,
         add column sent_sealed text,
         add column protection text check (protection in ('smime', 'rights')),
         add check ((sent_at is null) = (sent_sealed is null));
       create index content_items_sent on wardline.content_items (tenant_id, sent_at)
         where sent_at is not null and gone_at is null;`,
    )
    .execute(db);
}
