import { type ComponentProps, type ReactNode, useId } from 'react';

/** A labeled input with its hint and its fault, tied together for screen readers. */
export function Field({
  label,
  hint,
  fault,
  ...given
}: { label: string; hint?: ReactNode; fault?: string | undefined } & Omit<ComponentProps<'input'>, 'id'>) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-describedby={describedBy} aria-invalid={fault ? true : undefined} {...given} />
      {hint && (
        <p className="c s" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="c fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
