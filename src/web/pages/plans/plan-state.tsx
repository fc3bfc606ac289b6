import type { PlanShown } from '../../../api/plans.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { words } from '../../words/index.ts';

const looks: Readonly<Record<PlanShown['state'], { look: string; icon: IconName }>> = {
  draft: { look: 'o-part', icon: 'clock' },
  approved: { look: 'o-att', icon: 'check' },
  applying: { look: 'o-att', icon: 'run' },
  staged: { look: 'o-att', icon: 'clock' },
  applied: { look: 'o-pass', icon: 'check' },
  undone: { look: 'o-na', icon: 'undo' },
  canceled: { look: 'o-na', icon: 'close' },
};

/** Where a plan stands: icon and word. */
export function PlanState({ state }: { state: PlanShown['state'] }) {
  const { look, icon } = looks[state];
  return (
    <span className={`o t ${look}`}>
      <Icon name={icon} spin={state === 'applying'} />
      {words.plans.states[state]}
    </span>
  );
}
