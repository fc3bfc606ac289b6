import { plainText } from '../../core/shape.ts';
import { isoTime } from '../clock.ts';
import { type SignInAttempt, signInAt } from '../entra/sign-in.ts';
import type { Tenant, TenantSeed } from '../tenant.ts';

/** A sign-in that comes back every week. */
export interface Habit {
  /** User principal name. */
  user: string;
  /** 0 is Sunday. */
  weekdays: readonly number[];
  /** `07:10`, local time. */
  time: string;
  /** Minutes by which it may be later; the same each time the tenant starts. */
  spread?: number;
  device?: Device;
  attempt: Omit<SignInAttempt, 'user' | 'at'>;
}

export interface Device {
  name: string;
  /** As the log names it: `iOS 18.7`, `Windows 11`. */
  operatingSystem: string;
  platform: string;
  browser?: string;
  /** It belongs to the person and is never enrolled. */
  own?: boolean;
}

const day = 86_400_000;

/**
 * People at work: their sign-ins between two moments, by the clock of their place. Nothing here is random, so a tenant
 * that starts at the same moment has the same log. A device is compliant when the tenant has a compliant one of that
 * name for the person.
 */
export function workdays(timeZone: string, habits: readonly Habit[]): NonNullable<TenantSeed['history']> {
  return (tenant, from, to) => {
    const due: { at: number; habit: Habit }[] = [];
    for (let midnight = Math.floor(from / day) * day - day; midnight <= to; midnight += day) {
      const ahead = offsetAt(midnight + day / 2, timeZone);
      const weekday = (Math.floor(midnight / day) + 4) % 7;
      for (const habit of habits) {
        if (!habit.weekdays.includes(weekday)) continue;
        const at = midnight - ahead + minutesOf(habit, midnight / day) * 60_000;
        if (at > from && at <= to) due.push({ at, habit });
      }
    }
    for (const { at, habit } of due.sort((a, b) => a.at - b.at)) happen(tenant, habit, at);
  };
}

/** Milliseconds by which the place's clock is ahead of UTC at that moment; whole hours are enough for our places. */
function offsetAt(moment: number, timeZone: string): number {
  const hour = new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(moment);
  return (Number(hour) - 12) * 3_600_000;
}

function minutesOf({ time, spread = 0 }: Habit, dayNumber: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes + (spread > 0 ? (dayNumber * 7) % spread : 0);
}

function happen(tenant: Tenant, { user, device, attempt }: Habit, at: number): void {
  const compliant = device !== undefined && !device.own && isCompliant(tenant, user, device.name);
  const satisfies = [...(attempt.satisfies ?? []), ...(compliant ? ['compliantDevice'] : [])];
  signInAt(
    tenant,
    {
      ...attempt,
      user,
      satisfies,
      ...(device && {
        platform: device.platform,
        deviceDetail: {
          deviceId: compliant ? `${user} ${device.name}` : '',
          displayName: compliant ? device.name : '',
          operatingSystem: device.operatingSystem,
          browser: device.browser ?? '',
          isCompliant: compliant,
          isManaged: compliant,
          trustType: compliant ? 'Azure AD joined' : '',
        },
      }),
    },
    isoTime(at),
  );
}

function isCompliant(tenant: Tenant, user: string, name: string): boolean {
  return tenant.store
    .list('managedDevices')
    .some(
      (device) =>
        device['complianceState'] === 'compliant' &&
        device['deviceName'] === name &&
        plainText(device['userPrincipalName']).toLowerCase() === user.toLowerCase(),
    );
}
