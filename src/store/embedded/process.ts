import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one that got the same number: its start time. `undefined` when no such process
 * lives. A zombie does not live: it holds no file and no lock. Where there is no `/proc` it is the number alone.
 */
export function processMark(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStat(pid);
  return isTaken(pid) ? String(pid) : undefined;
}

/** True when `pid` is the PostgreSQL server of this data folder, not just some process with a recycled number. */
export function isServerOf(cluster: string, pid: number): boolean {
  if (processMark(pid) === undefined) return false;
  if (process.platform === 'win32') return true;
  return commandLine(pid).includes(cluster);
}

function linuxStat(pid: number): string | undefined {
  const stat = readOr(`/proc/${pid}/stat`);
  // The name in brackets may hold anything, so the fields are counted from the last bracket: state is the third
  // field of proc(5), start time the twenty-second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' || fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${pid}@${fields[19]}`;
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** True when the number is in use, be it by a zombie or by another user's process. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
