import type { Organization } from '../../core/organization.ts';
import { detections } from '../../detections/index.ts';
import type { Detection } from '../../core/detection.ts';
import { WardlineError } from '../../core/errors.ts';

/** The detections that `--only` names by id or by service, separated by commas; all without it. Throws `not-found`. */
export function chosenDetections(only: unknown): readonly Detection[] {
  if (typeof only !== 'string') return detections;
  const wanted = only
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  for (const name of wanted) if (!detections.some((detection) => isNamed(detection, name))) throw notFound(name);
  return detections.filter((detection) => wanted.some((name) => isNamed(detection, name)));
}

/** The detection with this id. Throws `not-found` with the nearest ids. */
export function findDetection(id: string): Detection {
  const wanted = id.trim().toLowerCase();
  const found = detections.find((detection) => detection.id === wanted);
  if (!found) throw notFound(wanted);
  return found;
}

function isNamed(detection: Detection, name: string): boolean {
  return detection.id === name || detection.id.startsWith(`${name}.`);
}

function notFound(name: string): WardlineError {
  const part = name.split('.').at(-1)!.slice(0, 8);
  const near = detections.filter(({ id }) => part !== '' && id.includes(part)).slice(0, 3);
  return new WardlineError(
    'not-found',
    `No detection is called ${name}.`,
    near.length > 0
      ? `Did you mean ${near.map(({ id }) => id).join(' or ')}?`
      : '`wardline detections list` names them all.',
  );
}

/** Throws `bad-organization-file` where wardline.yaml allows or sets something for a detection that there is not. */
export function checkWatch({ watch }: Pick<Organization, 'watch'>): void {
  for (const kind of ['thresholds', 'allow'] as const)
    for (const [index, { detection: id }] of (watch?.[kind] ?? []).entries())
      if (!detections.some((detection) => detection.id === id))
        throw new WardlineError(
          'bad-organization-file',
          `wardline.yaml: watch.${kind}[${index}] names a detection that there is not.`,
          '`wardline detections list` names them all.',
        );
}
