import { type ComponentProps, useId } from 'react';

/** A labeled choice of one of a few. */
export function Choose({
  label,
  options,
  ...given
}: {
  label: string;
  options: readonly { value: string; label: string }[];
} & Omit<ComponentProps<'select'>, 'id' | 'children'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} {...given}>
        {options.map(({ value, label: shown }) => (
          <option key={value} value={value}>
            {shown}
          </option>
        ))}
      </select>
    </div>
  );
}
