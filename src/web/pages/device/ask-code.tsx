import { type FormEvent, useState } from 'react';
import { lookAtDevice } from '../../../api/device.ts';
import { Problem, call } from '../../client/call.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { words } from '../../words/index.ts';
import type { Waiting } from './waiting.ts';

const text = words.device.ask;

/** The code is read off the other screen and typed here. */
export function AskCode({ onFound }: { onFound: (waiting: Waiting) => void }) {
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = formText(new FormData(event.currentTarget), 'code');
    setBusy(true);
    setFault(undefined);
    await call(lookAtDevice, { body: { code } }).then(
      (found) => onFound({ ...found, code }),
      (error: unknown) => setFault(error instanceof Problem ? (error.body.hint ?? error.message) : String(error)),
    );
    setBusy(false);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <h2>{text.title}</h2>
      <p className="m">{text.text}</p>
      <Field
        {...{ label: text.label, hint: text.hint, fault, name: 'code', required: true, minLength: 8, maxLength: 20 }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <div className="row">
        <Button look="primary" type="submit" busy={busy}>
          {text.go}
        </Button>
      </div>
    </form>
  );
}
