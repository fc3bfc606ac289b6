import { existsSync } from 'node:fs';
import { type DoctorFinding, faultOf } from './finding.ts';
import { lookAtBackups, lookAtConsole, lookAtFolder, lookAtNode, lookAtSettings } from './machine.ts';
import { lookAtRecoveryKit, makeRecoveryKit } from './recovery-kit.ts';
import { lookAtStore } from './stored.ts';

/**
 * Looks at the whole set-up: machine, folder, settings, database, tenants, backups, recovery kit. An unconfirmed kit is
 * written anew, so that there is one to take away. `hasStore`: there is a data folder or a database to look into.
 */
export async function lookAtAll(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  at: string,
  hasStore: boolean,
): Promise<DoctorFinding[]> {
  const findings = [lookAtNode(), lookAtConsole(), ...lookAtFolder(home), ...(await lookAtSettings(env, at))];
  if (hasStore) {
    findings.push(...(await lookAtStore(home, env, at)));
    if (existsSync(home)) findings.push(lookAtBackups(home, at));
  }
  try {
    const kit = lookAtRecoveryKit(home, env);
    if (kit.state === 'fault') makeRecoveryKit(home, env, at);
    findings.push(kit);
  } catch (error) {
    findings.push(faultOf('recovery-kit', 'Recovery kit', error));
  }
  return findings;
}
