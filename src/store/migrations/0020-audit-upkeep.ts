import { type Kysely, sql } from 'kysely';

/**
 * What keeps the audit log's tables small and its counts right: contents that were fetched are forgotten when Microsoft
 * can list them no more; a change of the directory that Graph and the unified log both tell of is known as one; and a
 * review is of a month or of a week.
 */
export async function up(db: Kysely<never>): Promise<void> {
  const period = `month ~ '^[0-9]{4}-(0[1-9]|1[0-2]|W0[1-9]|W[1-4][0-9]|W5[0-3])$'`;
  await sql
    .raw(
      `grant delete on wardline.audit_blobs to wardline_tenant;

       -- What a record of the directory tells of, by the number that both logs give the action.
       alter table wardline.audit_records add column deed text;
       create index audit_records_by_deed on wardline.audit_records (tenant_id, deed) where deed is not null;

       -- 2026-10 or 2026-W47.
       alter table wardline.log_review_decisions drop constraint log_review_decisions_month_check,
         add constraint log_review_decisions_month_check check (${period});
       alter table wardline.log_review_sign_offs drop constraint log_review_sign_offs_month_check,
         add constraint log_review_sign_offs_month_check check (${period});`,
    )
    .execute(db);
}
