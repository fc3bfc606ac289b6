import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { Field } from '../../components/field.tsx';
import { operationNames, operationWords } from '../../words/en-operations.ts';
import { words } from '../../words/index.ts';

const text = words.explorer;
export type Kind = keyof typeof text.kinds;

/** What to look for, by one thing at a time, within a time. */
export function ExplorerForm({ busy, onAsk }: { busy: boolean; onAsk: (form: FormData, kind: Kind) => void }) {
  const [kind, setKind] = useState<Kind>('patient');
  const { fields } = text;
  const known = useId();
  return (
    <form
      className="ask"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(new FormData(event.currentTarget), kind);
      }}
    >
      <Choose
        label={text.by}
        value={kind}
        onChange={(event) => setKind(event.target.value as Kind)}
        options={(Object.keys(text.kinds) as Kind[]).map((value) => ({ value, label: text.kinds[value] }))}
      />
      {kind === 'patient' && (
        <>
          <Field key="name" label={fields.name} name="name" required maxLength={400} hint={text.hashed} />
          <Field key="birth" label={fields.birthDate} name="birthDate" type="date" required />
        </>
      )}
      {kind === 'mrn' && (
        <Field key="number" label={fields.number} name="number" required maxLength={400} hint={text.hashed} />
      )}
      {kind !== 'patient' && kind !== 'mrn' && (
        <Field
          key={kind}
          label={fields[kind]}
          name={kind}
          required
          maxLength={kind === 'file' ? 2_000 : 400}
          {...(kind === 'operation' && { list: known })}
        />
      )}
      {kind !== 'operation' && (
        <Field
          key="operation-too"
          label={fields.operation}
          name="operation"
          placeholder={fields.operationHint}
          list={known}
          maxLength={400}
        />
      )}
      <datalist id={known}>
        {operationNames.map((name) => (
          <option key={name} value={name}>
            {operationWords(name)}
          </option>
        ))}
      </datalist>
      <Field label={fields.from} name="from" type="date" />
      <Field label={fields.to} name="to" type="date" />
      <Button look="primary" type="submit" busy={busy}>
        {text.go}
      </Button>
    </form>
  );
}
