import type { Past } from '../life/past.ts';

/**
 * Two months of the clinic of the demo, so that the last whole month can be reviewed. Somebody tried passwords, a nurse
 * gave out a link, and a whole library went to a computer that nobody manages.
 */
export const clinicPast: Past = {
  days: 61,
  people: 5,
  attacks: [
    { name: 'password-spray', ago: '26d 5h' },
    { name: 'anonymous-phi-link', ago: '9d 2h' },
    { name: 'mass-sync', ago: '2d 13h' },
  ],
};
