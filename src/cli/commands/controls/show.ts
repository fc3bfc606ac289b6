import { controls } from '../../../controls/index.ts';
import type { Control } from '../../../core/control.ts';
import { WardlineError } from '../../../core/errors.ts';
import { controlPage } from '../../../reports/control-page.ts';
import { defineCommand } from '../../command.ts';
import { wrap } from '../../output.ts';

export const controlsShowCommand = defineCommand({
  path: ['controls', 'show'],
  summary: 'show one control: what it judges, why, how to fix it',
  details: 'ID is the control id, its row (ID-01), a former id, or a policy id of another catalogue (MS.AAD.3.2v2).',
  arguments: [{ name: 'id', summary: 'control id, alias or SCuBA policy id' }],
  options: [],
  formats: ['table', 'json', 'md'],
  async run({ arguments: [id] }) {
    const control = findControl(id!);
    const { evaluate, changes, ...plainData } = control;
    const data = { ...plainData, judgedBy: evaluate ? 'settings' : 'attestation', hasAutomaticFix: Boolean(changes) };
    const page = controlPage(control);
    return { data, rows: [], columns: [], text: ({ width }) => asText(page, width), render: { md: () => page } };
  },
});

/** The control with this id, alias or reference; throws `not-found` with the nearest ids. */
function findControl(name: string): Control {
  const wanted = name.trim().toLowerCase();
  const found =
    controls.find(
      (control) => control.id === wanted || control.aliases.some((alias) => alias.toLowerCase() === wanted),
    ) ?? controls.find((control) => control.references.some((reference) => reference.id.toLowerCase() === wanted));
  if (found) return found;
  const near = controls.filter((control) => control.id.includes(wanted.split('.').at(-1)!.slice(0, 12))).slice(0, 3);
  const hint =
    near.length > 0
      ? `Did you mean ${near.map((control) => control.id).join(' or ')}?`
      : '`wardline controls list` names them all.';
  throw new WardlineError('not-found', `No control is called ${name}.`, hint);
}

/** Markdown as plain text for a terminal. */
function asText(markdown: string, width: number): string {
  return markdown
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('|') || line.startsWith('    ') || line === '') return [line.replace(/\\(.)/g, '$1')];
      const text = line.replace(/^#+ /, '').replace(/[`*]/g, '').replace(/\\(.)/g, '$1');
      const lead = /^(\d+\. |- )/.exec(text)?.[0] ?? '';
      return wrap(text.slice(lead.length), width - lead.length).map(
        (part, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + part,
      );
    })
    .join('\n');
}
