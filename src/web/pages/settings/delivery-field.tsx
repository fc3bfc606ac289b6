import { Choose } from '../../components/choose.tsx';
import { Field } from '../../components/field.tsx';
import { words } from '../../words/index.ts';
import type { DeliveryField } from './delivery-fields.ts';

const text = words.settings.deliveryForm;

/** A text or number of the file; the usual value for anything else. */
export function plainValue(given: unknown, usual: string): string {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : usual;
}

/** One field of a route or stream, with its words and what the file says of it. */
export function DeliveryInput({ field, given }: { field: DeliveryField; given: unknown }) {
  const { key, kind, choices, usual, needed, example } = field;
  const label = text.fields[key as keyof typeof text.fields] ?? key;
  const hint = text.hints[key as keyof typeof text.hints];
  const value = Array.isArray(given) ? given.join(', ') : plainValue(given, usual ?? '');
  if (kind === 'choice')
    return (
      <Choose
        label={label}
        name={key}
        defaultValue={value}
        options={choices!.map((choice) => ({
          value: choice,
          label: text.choices[choice as keyof typeof text.choices] ?? choice,
        }))}
      />
    );
  if (kind === 'switch')
    return (
      <label className="row">
        <input type="checkbox" name={key} defaultChecked={given === true} /> {label}
      </label>
    );
  return (
    <Field
      {...{ label, name: key, defaultValue: value, ...(hint && { hint }), ...(example && { placeholder: example }) }}
      {...(kind === 'number' && { type: 'number', min: 1, max: 65_535 })}
      required={needed === true}
    />
  );
}
