import type { Command } from '../command.ts';
import { traceable } from '../trace-option.ts';
import { applyCommand } from './apply.ts';
import { auditExportCommand } from './audit/export.ts';
import { auditImportCommand } from './audit/import.ts';
import { auditReindexCommand } from './audit/reindex.ts';
import { auditRootCommand } from './audit/root.ts';
import { auditSearchCommand } from './audit/search.ts';
import { auditVerifyCommand } from './audit/verify.ts';
import { collectCommand } from './collect.ts';
import { completionOf } from './completion.ts';
import { configBookCommand } from './config-book.ts';
import { connectCommand } from './connect.ts';
import { decisionsListCommand } from './decisions/list.ts';
import { driftAdoptCommand } from './drift/adopt.ts';
import { driftCommand } from './drift/drift.ts';
import { driftRevertCommand } from './drift/revert.ts';
import { offlineCommands } from './offline.ts';
import { partnersProbeCommand } from './partners/probe.ts';
import { permissionsCommand } from './permissions.ts';
import { planAdvanceCommand } from './plan/advance.ts';
import { planListCommand } from './plan/list.ts';
import { planCommand } from './plan/plan.ts';
import { planScriptCommand } from './plan/script.ts';
import { planShowCommand } from './plan/show.ts';
import { signInMethodsListCommand } from './sign-in-methods/list.ts';
import { simulatorCommand } from './simulator.ts';
import { tenantAddCommand } from './tenant/add.ts';
import { tenantListCommand } from './tenant/list.ts';
import { tenantRemoveCommand } from './tenant/remove.ts';
import { tenantTestCommand } from './tenant/test.ts';
import { undoCommand } from './undo.ts';
import { verifyAssumptionsCommand } from './verify-assumptions.ts';

const liveCommands = [
  permissionsCommand,
  tenantAddCommand,
  tenantListCommand,
  tenantTestCommand,
  tenantRemoveCommand,
  connectCommand,
  collectCommand,
  planCommand,
  planScriptCommand,
  planAdvanceCommand,
  planListCommand,
  planShowCommand,
  applyCommand,
  undoCommand,
  driftCommand,
  driftRevertCommand,
  driftAdoptCommand,
  decisionsListCommand,
  configBookCommand,
  auditImportCommand,
  auditSearchCommand,
  auditVerifyCommand,
  auditRootCommand,
  auditExportCommand,
  auditReindexCommand,
  partnersProbeCommand,
  verifyAssumptionsCommand,
  signInMethodsListCommand,
  simulatorCommand,
].map(traceable);

/** Every command of `wardline`, in the order of its help. */
export const commands: readonly Command[] = [
  ...offlineCommands,
  ...liveCommands,
  completionOf([...offlineCommands, ...liveCommands]),
];
