import type { Command } from '../command.ts';
import { remotable } from '../remote/remotable.ts';
import { accessMatrixCommand } from './access/matrix.ts';
import { alertsReplayCommand } from './alerts/replay.ts';
import { assessCommand } from './assess.ts';
import { controlsListCommand } from './controls/list.ts';
import { controlsShowCommand } from './controls/show.ts';
import { coverageCommand } from './coverage.ts';
import { demoCommand } from './demo.ts';
import { detectionsListCommand } from './detections/list.ts';
import { detectionsShowCommand } from './detections/show.ts';
import { diffCommand } from './diff.ts';
import { dlpPreviewCommand } from './dlp/preview.ts';
import { dlpSimulateCommand } from './dlp/simulate.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { phiImportCommand } from './phi/import.ts';
import { phiWordsCommand } from './phi/words.ts';
import { rulePackageCheckCommand } from './rule-package/check.ts';
import { rulePackageExportCommand } from './rule-package/export.ts';
import { rulePackageRunCommand } from './rule-package/run.ts';
import { scanCommand } from './scan.ts';
import { loginCommand } from './login.ts';
import { logoutCommand } from './logout.ts';
import { versionCommand } from './version.ts';
import { whoamiCommand } from './whoami.ts';

/** The commands that need no tenant. They start without loading the database and the connectors. */
export const offlineCommands: readonly Command[] = [
  // With a file it judges that file.
  remotable(assessCommand, ({ options }) => options['from'] !== undefined),
  demoCommand,
  diffCommand,
  explainCommand,
  coverageCommand,
  accessMatrixCommand,
  alertsReplayCommand,
  detectionsListCommand,
  detectionsShowCommand,
  controlsListCommand,
  controlsShowCommand,
  initCommand,
  // Files of this machine are read here.
  remotable(scanCommand, ({ arguments: paths }) => paths.flat().length > 0),
  phiImportCommand,
  phiWordsCommand,
  rulePackageCheckCommand,
  rulePackageRunCommand,
  rulePackageExportCommand,
  dlpPreviewCommand,
  dlpSimulateCommand,
  loginCommand,
  logoutCommand,
  whoamiCommand,
  versionCommand,
];
