import { quoted } from '../core/powershell.ts';

interface Group {
  name: string;
  sensitivetypes: readonly { name: string; id?: string; mincount: string }[];
}

/** The condition of a rule that a template makes, as New-DlpComplianceRule and New-AutoSensitivityLabelRule take it. */
export function contentScript(content: unknown): string {
  const [{ groups }] = content as [{ groups: readonly Group[] }];
  const parts = groups.map(({ name, sensitivetypes }) => {
    const types = sensitivetypes.map(
      (type) => `@{${type.id ? `id='${type.id}'` : `name=${quoted(type.name)}`}; mincount='${type.mincount}'}`,
    );
    return `@{name='${name}'; operator='Or'; sensitivetypes=@(${types.join(',')})}`;
  });
  return `@(@{operator='And'; groups=@(${parts.join(',')})})`;
}
