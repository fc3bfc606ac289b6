import type { Migration } from 'kysely/migration';
import { up as tenants } from './0001-tenants.ts';
import { up as snapshots } from './0002-snapshots.ts';
import { up as findings } from './0003-findings.ts';
import { up as plans } from './0004-plans.ts';
import { up as auditLog } from './0005-audit-log.ts';
import { up as content } from './0006-content.ts';
import { up as verdicts } from './0007-verdicts.ts';
import { up as auditFeeds } from './0008-audit-feeds.ts';
import { up as deliveries } from './0009-deliveries.ts';
import { up as accounts } from './0010-accounts.ts';
import { up as jobs } from './0011-jobs.ts';
import { up as approvals } from './0012-approvals.ts';
import { up as auditRollups } from './0013-audit-rollups.ts';
import { up as auditRetention } from './0014-audit-retention.ts';
import { up as alertVerdicts } from './0015-alert-verdicts.ts';
import { up as dutySignOffs } from './0016-duty-sign-offs.ts';
import { up as deviceSignIns } from './0017-device-sign-ins.ts';
import { up as auditCounts } from './0018-audit-counts.ts';
import { up as contentFindings } from './0019-content-findings.ts';
import { up as auditUpkeep } from './0020-audit-upkeep.ts';
import { up as weeklyDigests } from './0021-weekly-digests.ts';
import { up as fleetLists } from './0022-fleet-lists.ts';

/**
 * All migrations, oldest first; forward only. One that has been released never changes: mend it with a new one.
 *
 * They run as the owner of the schema. Row-level security is forced, so the owner too sees no row: a migration that
 * moves data lifts it for its own transaction (`alter table … no force row level security`) and forces it again.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-tenants': { up: tenants },
  '0002-snapshots': { up: snapshots },
  '0003-findings': { up: findings },
  '0004-plans': { up: plans },
  '0005-audit-log': { up: auditLog },
  '0006-content': { up: content },
  '0007-verdicts': { up: verdicts },
  '0008-audit-feeds': { up: auditFeeds },
  '0009-deliveries': { up: deliveries },
  '0010-accounts': { up: accounts },
  '0011-jobs': { up: jobs },
  '0012-approvals': { up: approvals },
  '0013-audit-rollups': { up: auditRollups },
  '0014-audit-retention': { up: auditRetention },
  '0015-alert-verdicts': { up: alertVerdicts },
  '0016-duty-sign-offs': { up: dutySignOffs },
  '0017-device-sign-ins': { up: deviceSignIns },
  '0018-audit-counts': { up: auditCounts },
  '0019-content-findings': { up: contentFindings },
  '0020-audit-upkeep': { up: auditUpkeep },
  '0021-weekly-digests': { up: weeklyDigests },
  '0022-fleet-lists': { up: fleetLists },
};
