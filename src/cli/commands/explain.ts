import { controls } from '../../controls/index.ts';
import { WardlineError } from '../../core/errors.ts';
import { designationWords, provenanceNote, programDuties, ruleNames, safeguardNames } from '../../hipaa/provision.ts';
import { provision, provisions, suggestions } from '../../hipaa/index.ts';
import { whyWithoutControl } from '../../hipaa/without-control.ts';
import { defineCommand } from '../command.ts';
import { wrap } from '../output.ts';

export const explainCommand = defineCommand({
  path: ['explain'],
  summary: 'what a HIPAA citation asks, in plain words, and which controls serve it',
  details: 'Examples: wardline explain "164.312(d)"   wardline explain "45 CFR 164.308(a)(1)(ii)(D)"',
  arguments: [{ name: 'citation', summary: 'a paragraph of 45 CFR Part 164' }],
  options: [],
  formats: ['table', 'json'],
  async run({ arguments: [citation] }) {
    const found = provision(citation!);
    if (!found) {
      const near = suggestions(citation!);
      throw new WardlineError(
        'not-found',
        `Wardline knows no citation ${citation!.slice(0, 60)}.`,
        near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`wardline coverage` lists them all.',
      );
    }
    const own = controls.filter((control) => control.citations.includes(found.citation));
    const hasControl = (cited: string) => controls.some((control) => control.citations.includes(cited));
    const parts = provisions.filter((entry) => entry.parent === found.citation);
    const data = { ...found, parts: parts.map((entry) => entry.citation), controls: own.map((control) => control.id) };
    return {
      data,
      rows: [],
      columns: [],
      text: ({ width }) =>
        lines()
          .flatMap((line) => (line === '' ? [''] : wrapped(line, width)))
          .join('\n'),
    };

    function lines(): string[] {
      const { parent } = found!;
      return [
        `${found!.citation}  ${found!.title}`,
        `${ruleNames[found!.rule]}, ${safeguardNames[found!.safeguard].toLowerCase()}. ${designationWords[found!.designation]}${parent ? `, part of ${parent}` : ''}.`,
        '',
        found!.meaning,
        ...(found!.designation === 'addressable'
          ? [
              '',
              'Addressable is not optional: implement it, or write down why it is not reasonable and appropriate and put an equivalent measure in its place (164.306(d)(3)). Record it under decisions in wardline.yaml.',
            ]
          : []),
        '',
        found!.guidance,
        ...(found!.usuallyNotApplicable ? ['', found!.usuallyNotApplicable] : []),
        ...(found!.program && own.length > 0
          ? ['', `On paper it also rests on ${programDuties[found!.program]}.`]
          : []),
        ...(parts.length > 0
          ? ['', 'Its parts:', ...parts.map((entry) => `  ${entry.citation}  ${entry.title} (${entry.designation})`)]
          : []),
        '',
        own.length > 0
          ? `Controls (${own.length}):`
          : (whyWithoutControl(found!, provisions, hasControl) ?? 'No control serves it yet.'),
        ...own.map((control) => `  ${control.id}  ${control.title}`),
        '',
        `Source: ${found!.source.name}, ${found!.source.url}`,
        `${provenanceNote(found!)} Not legal advice.`,
      ];
    }
  },
});

function wrapped(line: string, width: number): string[] {
  const indent = /^ */.exec(line)![0];
  return wrap(line, width - indent.length - 2).map(
    (part, index) => `${indent}${index > 0 && indent ? '  ' : ''}${part}`,
  );
}
