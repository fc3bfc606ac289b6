import type { Command } from '../command.ts';
import { assessCommand } from './assess.ts';
import { completionOf } from './completion.ts';
import { controlsListCommand } from './controls/list.ts';
import { controlsShowCommand } from './controls/show.ts';
import { coverageCommand } from './coverage.ts';
import { demoCommand } from './demo.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { versionCommand } from './version.ts';

const own: readonly Command[] = [
  assessCommand,
  demoCommand,
  diffCommand,
  explainCommand,
  coverageCommand,
  controlsListCommand,
  controlsShowCommand,
  initCommand,
  versionCommand,
];

/** Every command of `wardline`, in the order of its help. */
export const commands: readonly Command[] = [...own, completionOf(own)];
