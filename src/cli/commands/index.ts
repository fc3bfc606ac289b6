import type { Command } from '../command.ts';
import { remotable } from '../remote/remotable.ts';
import { traceable } from '../trace-option.ts';
import { accessExploreCommand } from './access/explore.ts';
import { activityListCommand } from './activity/list.ts';
import { applyCommand } from './apply.ts';
import { alertsAcknowledgeCommand, alertsCloseCommand } from './alerts/decide.ts';
import { alertsListCommand } from './alerts/list.ts';
import { alertsShowCommand } from './alerts/show.ts';
import { auditAnchorCommand } from './audit/anchor.ts';
import { auditArchiveCommand } from './audit/archive/copy.ts';
import { auditArchiveRestoreCommand } from './audit/archive/restore.ts';
import { auditArchiveSetSecretCommand } from './audit/archive/set-secret.ts';
import { auditArchiveVerifyCommand } from './audit/archive/verify.ts';
import { auditCoverageCommand } from './audit/coverage.ts';
import { auditExportCommand } from './audit/export.ts';
import { auditFeedsCommand } from './audit/feeds.ts';
import { auditHoldAddCommand } from './audit/hold/add.ts';
import { auditHoldListCommand } from './audit/hold/list.ts';
import { auditHoldReleaseCommand } from './audit/hold/release.ts';
import { auditImportCommand } from './audit/import.ts';
import { auditPullCommand } from './audit/pull.ts';
import { auditReindexCommand } from './audit/reindex.ts';
import { auditReviewCommand } from './audit/review.ts';
import { auditRetireCommand } from './audit/retire.ts';
import { auditRewrapCommand } from './audit/rewrap.ts';
import { auditRootCommand } from './audit/root.ts';
import { auditSearchCommand } from './audit/search.ts';
import { auditDecideCommand, auditReviewsCommand, auditSignOffCommand } from './audit/sign-off.ts';
import { auditTailCommand } from './audit/tail.ts';
import { auditVerifyCommand } from './audit/verify.ts';
import { backupCreateCommand } from './backup/create.ts';
import { backupRestoreCommand } from './backup/restore.ts';
import { backupVerifyCommand } from './backup/verify.ts';
import { collectCommand } from './collect.ts';
import { completionOf } from './completion.ts';
import { configBookCommand } from './config-book.ts';
import { connectCommand } from './connect.ts';
import { decisionsListCommand } from './decisions/list.ts';
import { detectionsTuneCommand } from './detections/tune.ts';
import { digestCommand } from './digest.ts';
import { dlpEventsCommand, dlpJudgeCommand } from './dlp/events.ts';
import { dlpGridCommand } from './dlp/grid.ts';
import { dlpHitsCommand } from './dlp/hits.ts';
import { dlpRolloutCommand } from './dlp/rollout.ts';
import { dlpTuneCommand } from './dlp/tune.ts';
import { dlpVerdictCommand } from './dlp/verdict.ts';
import { doctorCommand } from './doctor.ts';
import { driftAdoptCommand } from './drift/adopt.ts';
import { driftCommand } from './drift/drift.ts';
import { driftRevertCommand } from './drift/revert.ts';
import { dueListCommand, dueTellCommand } from './due/list.ts';
import { dueSignCommand } from './due/sign.ts';
import { findingsDecideCommand } from './findings/decide.ts';
import { findingsListCommand } from './findings/list.ts';
import { inventoryCommand } from './inventory/inventory.ts';
import { inventoryMailCommand } from './inventory/mail.ts';
import { inventoryShowCommand } from './inventory/show.ts';
import { jobsCancelCommand } from './jobs/cancel.ts';
import { jobsListCommand } from './jobs/list.ts';
import { jobsWatchCommand } from './jobs/watch.ts';
import { labelsDependenciesCommand } from './labels/dependencies.ts';
import { linksCommand } from './links/links.ts';
import { linksDigestCommand } from './links/digest.ts';
import { linksPlanCommand } from './links/plan.ts';
import { linksStaleCommand } from './links/stale.ts';
import { offlineCommands } from './offline.ts';
import { partnersProbeCommand } from './partners/probe.ts';
import { permissionsCommand } from './permissions.ts';
import { placementCheckCommand } from './placement/check.ts';
import { planAdvanceCommand } from './plan/advance.ts';
import { planApproveCommand } from './plan/approve.ts';
import { planListCommand } from './plan/list.ts';
import { planCommand } from './plan/plan.ts';
import { planScriptCommand } from './plan/script.ts';
import { planShowCommand } from './plan/show.ts';
import { routesListCommand } from './routes/list.ts';
import { routesRunCommand } from './routes/run.ts';
import { routesSetSecretCommand } from './routes/set-secret.ts';
import { routesTestCommand } from './routes/test.ts';
import { signInMethodsListCommand } from './sign-in-methods/list.ts';
import { serveCommand } from './serve.ts';
import { simulatorCommand } from './simulator.ts';
import { snapshotsListCommand } from './snapshots/list.ts';
import { streamsListCommand } from './streams/list.ts';
import { streamsRetryDeadCommand } from './streams/retry-dead.ts';
import { streamsRunCommand } from './streams/run.ts';
import { streamsTestCommand } from './streams/test.ts';
import { tenantAddCommand } from './tenant/add.ts';
import { tenantListCommand } from './tenant/list.ts';
import { tenantRemoveCommand } from './tenant/remove.ts';
import { tenantTestCommand } from './tenant/test.ts';
import { undoCommand } from './undo.ts';
import { verifyAssumptionsCommand } from './verify-assumptions.ts';

/** They run here also for somebody who is signed in to a server, or ask that server by themselves. */
const isOfThisMachine: ReadonlySet<string> = new Set([
  ...['permissions', 'serve', 'simulator', 'plan approve', 'jobs watch'],
]);

const liveCommands = [
  permissionsCommand,
  tenantAddCommand,
  tenantListCommand,
  tenantTestCommand,
  tenantRemoveCommand,
  connectCommand,
  collectCommand,
  snapshotsListCommand,
  findingsListCommand,
  findingsDecideCommand,
  planCommand,
  planScriptCommand,
  planAdvanceCommand,
  planListCommand,
  planShowCommand,
  planApproveCommand,
  applyCommand,
  undoCommand,
  driftCommand,
  driftRevertCommand,
  driftAdoptCommand,
  decisionsListCommand,
  digestCommand,
  dueListCommand,
  dueSignCommand,
  dueTellCommand,
  configBookCommand,
  inventoryCommand,
  inventoryShowCommand,
  inventoryMailCommand,
  placementCheckCommand,
  linksCommand,
  linksStaleCommand,
  linksPlanCommand,
  linksDigestCommand,
  labelsDependenciesCommand,
  dlpGridCommand,
  dlpEventsCommand,
  dlpJudgeCommand,
  dlpHitsCommand,
  dlpVerdictCommand,
  dlpTuneCommand,
  dlpRolloutCommand,
  auditPullCommand,
  auditTailCommand,
  auditFeedsCommand,
  auditCoverageCommand,
  auditImportCommand,
  auditSearchCommand,
  accessExploreCommand,
  auditReviewCommand,
  auditReviewsCommand,
  auditDecideCommand,
  auditSignOffCommand,
  auditVerifyCommand,
  auditRootCommand,
  auditExportCommand,
  auditReindexCommand,
  auditAnchorCommand,
  auditArchiveCommand,
  auditArchiveVerifyCommand,
  auditArchiveRestoreCommand,
  auditArchiveSetSecretCommand,
  auditHoldAddCommand,
  auditHoldListCommand,
  auditHoldReleaseCommand,
  auditRetireCommand,
  auditRewrapCommand,
  alertsListCommand,
  alertsShowCommand,
  alertsAcknowledgeCommand,
  alertsCloseCommand,
  detectionsTuneCommand,
  routesListCommand,
  routesSetSecretCommand,
  routesTestCommand,
  routesRunCommand,
  streamsListCommand,
  streamsTestCommand,
  streamsRunCommand,
  streamsRetryDeadCommand,
  partnersProbeCommand,
  verifyAssumptionsCommand,
  signInMethodsListCommand,
  activityListCommand,
  jobsListCommand,
  jobsWatchCommand,
  jobsCancelCommand,
  serveCommand,
  backupCreateCommand,
  backupVerifyCommand,
  backupRestoreCommand,
  doctorCommand,
  simulatorCommand,
]
  .map(traceable)
  .map((command) => (isOfThisMachine.has(command.path.join(' ')) ? command : remotable(command)));

/** Every command of `wardline`, in the order of its help. */
export const commands: readonly Command[] = [
  ...offlineCommands,
  ...liveCommands,
  completionOf([...offlineCommands, ...liveCommands]),
];
