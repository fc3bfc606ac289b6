import type { Command } from '../command.ts';
import { applyCommand } from './apply.ts';
import { collectCommand } from './collect.ts';
import { completionOf } from './completion.ts';
import { connectCommand } from './connect.ts';
import { offlineCommands } from './offline.ts';
import { permissionsCommand } from './permissions.ts';
import { planCommand } from './plan/plan.ts';
import { simulatorCommand } from './simulator.ts';
import { tenantAddCommand } from './tenant/add.ts';
import { tenantListCommand } from './tenant/list.ts';
import { tenantRemoveCommand } from './tenant/remove.ts';
import { tenantTestCommand } from './tenant/test.ts';
import { undoCommand } from './undo.ts';

const liveCommands: readonly Command[] = [
  permissionsCommand,
  tenantAddCommand,
  tenantListCommand,
  tenantTestCommand,
  tenantRemoveCommand,
  connectCommand,
  collectCommand,
  planCommand,
  applyCommand,
  undoCommand,
  simulatorCommand,
];

/** Every command of `wardline`, in the order of its help. */
export const commands: readonly Command[] = [
  ...offlineCommands,
  ...liveCommands,
  completionOf([...offlineCommands, ...liveCommands]),
];
