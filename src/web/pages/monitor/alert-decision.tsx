import { type FormEvent, useState } from 'react';
import { decideAlert } from '../../../api/alerts.ts';
import type { Problem } from '../../client/call.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Fault } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.alerts.decide;

interface Decision {
  to: 'acknowledged' | 'closed';
  reason: string;
  verdict?: 'real' | 'false-positive';
}

/** Decides some alerts alike, one after the other: what was decided stays when one of them fails. */
export function useDecide(): {
  decide(ids: readonly string[], decision: Decision, then?: () => void): void;
  busy: boolean;
  error: Problem | null;
} {
  const { id: tenant } = useTenant();
  const write = useWrite(decideAlert, ['alerts']);
  const [busy, setBusy] = useState(false);
  const decideAll = async (ids: readonly string[], decision: Decision) => {
    for (const alert of ids) await write.mutateAsync({ path: { tenant, alert }, body: decision });
  };
  return {
    decide(ids, decision, then) {
      setBusy(true);
      decideAll(ids, decision)
        .then(
          () => then?.(),
          () => undefined,
        )
        .finally(() => setBusy(false));
    },
    busy,
    error: write.error,
  };
}

/** Closing in one's own words. */
export function CloseAlert({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const { decide, busy, error } = useDecide();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const verdict = formText(form, 'verdict');
    decide(
      ids,
      {
        ...{ to: 'closed', reason: formText(form, 'reason') },
        ...((verdict === 'real' || verdict === 'false-positive') && { verdict }),
      },
      onClose,
    );
  };
  return (
    <Dialog title={text.close(ids.length)} open onClose={onClose} actions={null}>
      <form className="form" onSubmit={submit}>
        <Field label={text.reason} name="reason" required minLength={3} maxLength={2_000} autoFocus />
        <Choose
          label={text.verdict}
          name="verdict"
          options={(['real', 'false-positive', ''] as const).map((value) => ({ value, label: text.verdicts[value] }))}
        />
        {error && <Fault problem={error} />}
        <div className="foot">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" busy={busy}>
            {words.alerts.sheet.close}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
