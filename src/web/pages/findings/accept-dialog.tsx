import type { FormEvent } from 'react';
import { decideFinding } from '../../../api/posture.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Fault } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.findings.decide;

/** Accepts the risk of these findings until a day, with a reason. They stay on the page. */
export function AcceptDialog({ findings, onClose }: { findings: readonly string[]; onClose: () => void }) {
  const { id: tenant, name } = useTenant();
  const decide = useWrite(decideFinding, ['findings', 'assessments']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { state: 'accepted' as const, reason: formText(form, 'reason'), until: formText(form, 'until') };
    for (const id of findings) await decide.mutateAsync({ path: { tenant, id }, body });
    onClose();
  };
  return (
    <Dialog title={text.title(name)} open onClose={onClose} actions={null}>
      <form className="form" onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <p className="m">{text.text}</p>
        <Field label={text.reason} name="reason" required minLength={10} autoFocus />
        <Field label={text.until} name="until" type="date" required />
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
