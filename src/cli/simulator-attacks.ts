import { WardlineError } from '../core/errors.ts';
import { attacks } from '../simulator/attacks/index.ts';
import type { CommandResult } from './command.ts';
import { askSimulator } from './simulator-clock.ts';

/** The attacks that `wardline simulator --attack` plays, each with the alerts that must come of it. */
export function attackList(): CommandResult {
  const rows = attacks.map(({ name, title, expected: { alerts, atMost } }) => ({ name, title, alerts, atMost }));
  return {
    data: { attacks: rows },
    rows,
    columns: [
      { title: 'Attack', value: (row: (typeof rows)[number]) => row.name },
      { title: 'What happens', value: (row: (typeof rows)[number]) => row.title },
      { title: 'Alerts', value: (row: (typeof rows)[number]) => row.alerts.join(', ') },
    ],
  };
}

/** Plays an attack in the simulator that the file describes, on the tenant of that id. */
export async function playAttack(
  path: string,
  called: string,
  given: { tenant: string; name: string; speed?: unknown },
): Promise<CommandResult> {
  const { tenant, name } = given;
  if (!attacks.some((attack) => attack.name === name))
    throw new WardlineError('usage', `No attack is called ${name}.`, 'See: wardline simulator --attack list');
  const speed = given.speed === undefined ? undefined : Number(given.speed);
  if (speed !== undefined && !(speed >= 1 && speed <= 100_000))
    throw new WardlineError('usage', '--speed takes a number from 1 to 100000.', 'Leave it away: it is over at once.');
  const played = await askSimulator(path, called, 'attack', { tenant, name, ...(speed !== undefined && { speed }) });
  const { from, to, records, changes, expected, declare } = played as unknown as {
    from: string;
    to: string;
    records: number;
    changes: number;
    expected: readonly string[];
    declare?: string;
  };
  const moments = `${moment(from)} to ${moment(to)}`;
  return {
    data: played,
    rows: [],
    columns: [],
    text: () =>
      [
        speed === undefined
          ? `Played ${name}: ${moments} by the simulator's clock.`
          : `Playing ${name}: ${moments} by the simulator's clock, ${speed} times as fast as real time.`,
        `${records.toLocaleString('en-US')} records, ${changes} changes in the tenant.`,
        `Must alert: ${expected.join(', ')}`,
        ...(declare === undefined ? [] : [`wardline.yaml must say: ${declare}`]),
        'Microsoft delivers late, and so does the simulator: wardline simulator --advance 2h, then wardline audit pull, then wardline alerts list',
      ].join('\n'),
  };
}

function moment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
