import type { Baseline } from '../core/baseline.ts';
import type { Control, Parameter } from '../core/control.ts';
import type { Organization } from '../core/organization.ts';

type Value = Parameter['default'];

/** A control's parameter values: its defaults, tightened by the baseline, then by the organization. */
export function parametersFor(control: Control, baseline: Baseline, organization: Organization): Record<string, Value> {
  const defaults = Object.fromEntries(
    Object.entries(control.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
  return {
    ...defaults,
    ...baseline.parameters[control.id],
    ...(organization.parameters[control.id] as Record<string, Value> | undefined),
  };
}

/** What is wrong with a value for a parameter, in words, or undefined: wrong type, or looser than `floor`. */
export function parameterFault(parameter: Parameter, value: unknown, floor: Value): string | undefined {
  if (kindOf(value) !== kindOf(parameter.default)) return `must be ${kindOf(parameter.default)}`;
  return isLooser(parameter, value as Value, floor)
    ? `is looser than ${shown(floor)}; record an exception in place of it`
    : undefined;
}

function isLooser(parameter: Parameter, value: Value, floor: Value): boolean {
  switch (parameter.tighten) {
    case 'lower':
      return Number(value) > Number(floor);
    case 'higher':
      return Number(value) < Number(floor);
    case 'on':
      return floor === true && value !== true;
    case 'subset':
      return (value as readonly string[]).some((entry) => !(floor as readonly string[]).includes(entry));
    case 'superset':
      return (floor as readonly string[]).some((entry) => !(value as readonly string[]).includes(entry));
    case 'choice':
      return false;
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value))
    return value.every((entry) => typeof entry === 'string') ? 'a list of texts' : 'another list';
  return typeof value === 'number' && Number.isFinite(value)
    ? 'a number'
    : typeof value === 'boolean'
      ? 'true or false'
      : typeof value === 'string'
        ? 'text'
        : 'something else';
}

function shown(value: Value): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
