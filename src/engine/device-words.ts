import type { SignIn } from '../core/sign-in.ts';

/** The device of a sign-in in words: "unmanaged phone (iOS)", "compliant computer (Windows)". */
export function deviceWords({ device }: SignIn): string {
  if (!device) return 'unknown device';
  const kind =
    device.platform === 'iOS' || device.platform === 'android' || device.platform === 'windowsPhone'
      ? 'phone'
      : device.platform === 'windows' || device.platform === 'macOS' || device.platform === 'linux'
        ? 'computer'
        : 'device';
  return [stateOf(device), kind, ...(device.operatingSystem ? [`(${device.operatingSystem})`] : [])].join(' ');
}

function stateOf(device: NonNullable<SignIn['device']>): string {
  if (device.compliant) return 'compliant';
  if (device.trust === 'hybrid') return 'hybrid-joined';
  if (device.managed) return 'non-compliant';
  return device.managed === undefined && device.id === undefined ? 'unknown' : 'unmanaged';
}
