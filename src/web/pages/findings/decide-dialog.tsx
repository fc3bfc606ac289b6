import { type FormEvent, useState } from 'react';
import { decideFinding } from '../../../api/posture.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Fault } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.contentFindings.dialog;
type State = keyof typeof text.states;

/** A decision about one finding, with its reason. */
export function DecideDialog({ finding, isOpen, onClose }: { finding: string; isOpen: boolean; onClose: () => void }) {
  const { id: tenant, name } = useTenant();
  const [state, setState] = useState<State>('accepted');
  const decide = useWrite(decideFinding, ['findings']);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const until = formText(form, 'until');
    const body = { state, reason: formText(form, 'reason'), ...(state === 'accepted' && { until }) };
    decide.mutate({ path: { tenant, id: finding }, body }, { onSuccess: onClose });
  };
  return (
    <Dialog title={text.title(name)} open onClose={onClose} actions={null}>
      <form className="form" onSubmit={submit}>
        <p className="m">{text.text}</p>
        <div className="field">
          <label htmlFor="decided">{text.state}</label>
          <select id="decided" className="in" value={state} onChange={(event) => setState(event.target.value as State)}>
            {(Object.keys(text.states) as State[])
              .filter((one) => one !== 'open' || !isOpen)
              .map((one) => (
                <option key={one} value={one}>
                  {text.states[one]}
                </option>
              ))}
          </select>
        </div>
        <Field label={text.reason} name="reason" required minLength={10} autoFocus />
        {state === 'accepted' && <Field label={text.until} name="until" type="date" required />}
        {decide.error && <Fault problem={decide.error} />}
        <div className="foot">
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" busy={decide.isPending}>
            {text.go}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
