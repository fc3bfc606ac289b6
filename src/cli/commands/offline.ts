import type { Command } from '../command.ts';
import { accessMatrixCommand } from './access/matrix.ts';
import { assessCommand } from './assess.ts';
import { controlsListCommand } from './controls/list.ts';
import { controlsShowCommand } from './controls/show.ts';
import { coverageCommand } from './coverage.ts';
import { demoCommand } from './demo.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { scanCommand } from './scan.ts';
import { versionCommand } from './version.ts';

/** The commands that need no tenant. They start without loading the database and the connectors. */
export const offlineCommands: readonly Command[] = [
  assessCommand,
  demoCommand,
  diffCommand,
  explainCommand,
  coverageCommand,
  accessMatrixCommand,
  controlsListCommand,
  controlsShowCommand,
  initCommand,
  scanCommand,
  versionCommand,
];
