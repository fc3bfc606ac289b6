import { WardlineError } from '../../../core/errors.ts';
import type { SectionName } from '../../../core/snapshot.ts';
import { type Resource, defineResource } from '../../resource.ts';

/** A section that is not read and stays not collected, with the commands that a person runs. */
export function notOffered(id: string, section: SectionName, cmdlet: string, why: string): Resource {
  const run = `Connect-MicrosoftTeams; ${cmdlet} | ConvertTo-Json -Depth 8`;
  return defineResource({
    id,
    sections: [section],
    api: 'teams',
    scopes: [],
    callsNothing: true,
    read: () => Promise.reject(new WardlineError('not-permitted', `${why} By hand: ${run}`)),
  });
}
