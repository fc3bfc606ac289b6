import { type Label, findLabel, labelName } from '../controls/purview/phi-labels.ts';
import { type LabelClass, labelClasses } from '../phi/label-classes.ts';

/** A label of the taxonomy and the name under which the tenant has it or will have it. */
export interface ChosenLabel extends LabelClass {
  name: string;
  present: Label | undefined;
}

/** The label for each class: the tenant's own for PHI where there is one, else one of the same name, else a new one. */
export function chosenLabels(
  labels: readonly Label[],
  declared: readonly string[],
  phi: readonly Label[],
): ChosenLabel[] {
  const restricted = phi.find((label) => /restricted|sensitive|42 CFR|psych/i.test(labelName(label)));
  const plain = phi.find((label) => label !== restricted);
  return labelClasses.map((made): ChosenLabel => {
    const theirs = made.encrypts === 'phi-groups' ? restricted : made.phi ? plain : undefined;
    const name = made.encrypts === 'organization' ? (declared[0] ?? made.name) : made.name;
    const present = theirs ?? findLabel(labels, name);
    return { ...made, name: present ? (present.name ?? labelName(present)) : name, present };
  });
}
