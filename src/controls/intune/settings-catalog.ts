import { isPlainObject } from '../../core/shape.ts';

export interface Choice {
  /** The setting's definition id, in lower case. */
  id: string;
  /** The chosen option's id, in lower case: the definition id and `_1`, `_0` or a word. */
  value: string;
}

/** Every choice in a settings catalog policy, however deep it is nested in groups and other choices. */
export function choicesIn(settings: unknown): Choice[] {
  if (Array.isArray(settings)) return settings.flatMap(choicesIn);
  if (!isPlainObject(settings)) return [];
  const id = settings['settingDefinitionId'];
  const chosen = settings['choiceSettingValue'];
  const value = isPlainObject(chosen) ? chosen['value'] : undefined;
  return [
    ...(typeof id === 'string' && typeof value === 'string'
      ? [{ id: id.toLowerCase(), value: value.toLowerCase() }]
      : []),
    ...Object.values(settings).flatMap(choicesIn),
  ];
}
