import { useState } from 'react';
import { type DlpEventShown, judgeDlpEvents } from '../../../api/dlp-events.ts';
import { useWrite } from '../../client/use-call.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Field } from '../../components/field.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.dlpEvents.dialog;

/** Right or noise, and why, for one match or several. */
export function JudgeDialog({
  events,
  days,
  onClose,
}: {
  events: readonly DlpEventShown[];
  days: number;
  onClose: () => void;
}) {
  const { id: tenant, name } = useTenant();
  const [verdict, setVerdict] = useState<'true' | 'false'>();
  const [reason, setReason] = useState('');
  const write = useWrite(judgeDlpEvents, ['dlp-events', 'labels']);
  const ids = events.slice(0, 500).map(({ id }) => id);
  return (
    <Confirm
      {...{ title: text.title(ids.length), go: text.go(name), busy: write.isPending, problem: write.error, onClose }}
      blocked={verdict === undefined || reason.trim().length < 3}
      onGo={() =>
        verdict && write.mutate({ path: { tenant }, body: { ids, verdict, reason, days } }, { onSuccess: onClose })
      }
    >
      <div className="form">
        <div className="chips" role="group" aria-label={text.verdict}>
          {(['true', 'false'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === verdict}
              onClick={() => setVerdict(one)}
            >
              {text.verdicts[one]}
            </button>
          ))}
        </div>
        <Field
          label={text.reason}
          hint={text.hint}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Confirm>
  );
}
