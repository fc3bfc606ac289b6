import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;
/** Most segments that can still be told apart. */
const most = 60;

/** One segment a change; with very many, one bar by count. */
export function PlanProgress({ plan: { changeList, runs } }: { plan: PlanWhole }) {
  if (runs.length === 0) return undefined;
  const kinds = changeList.map(({ step }) => kindOf(step));
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  const said = text.progress(count('done'), changeList.length, count('failed'), count('undone'));
  const parts =
    kinds.length <= most
      ? kinds.map((kind) => ({ kind, share: 1 }))
      : ['done', 'failed', 'now', 'undone', 'waiting'].map((kind) => ({ kind, share: count(kind) }));
  return (
    <div className="pad">
      <div className="segments" aria-hidden="true">
        {parts
          .filter(({ share }) => share > 0)
          .map(({ kind, share }, at) => (
            <i key={at} className={`seg-${kind}`} style={{ flexGrow: share }} />
          ))}
      </div>
      <p className="c m" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

function kindOf(step: string | undefined): string {
  if (step === 'done' || step === 'already') return 'done';
  if (step === 'failed' || step === 'undone') return step;
  return step === undefined ? 'waiting' : 'now';
}
