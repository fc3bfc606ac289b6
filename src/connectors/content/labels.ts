import { isPlainObject } from '../../core/shape.ts';
import { isConnectorError } from '../http/errors.ts';
import { type ContentSettings, key, partsOf } from './settings.ts';

/**
 * The sensitivity label of a file. The service looks into the file for it and refreshes what SharePoint knows of the
 * label, so this is called where it was asked for only. Null for a file without one, and for one that
 * only the owner of a key could open (423). https://learn.microsoft.com/graph/api/driveitem-extractsensitivitylabels
 */
export async function readLabel(
  { graph }: ContentSettings,
  { store, id }: { store: string; id: string },
): Promise<string | null> {
  const path = `/drives/${key(partsOf(store)[1])}/items/${key(id)}/extractSensitivityLabels`;
  try {
    const answer = await graph.send('POST', path);
    const labels = isPlainObject(answer) ? answer['labels'] : undefined;
    const first: unknown = Array.isArray(labels) ? labels[0] : undefined;
    const label = isPlainObject(first) ? first['sensitivityLabelId'] : undefined;
    return typeof label === 'string' ? label : null;
  } catch (error) {
    // Encrypted for somebody else; a kind of file that carries no label; gone by now.
    if (isConnectorError(error) && error.facts.status === 423) return null;
    if (isConnectorError(error, 'not-found', 'bad-request')) return null;
    throw error;
  }
}
