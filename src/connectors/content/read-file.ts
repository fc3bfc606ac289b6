import type { ContentRead, WantedItem } from '../../core/content-reader.ts';
import { isPlainObject } from '../../core/shape.ts';
import { answerError, callOf, getBytes } from './bytes.ts';
import { checksumOf, versionOf } from './drive-item.ts';
import { cutOff, itemProblem } from './problem.ts';
import { quickXorHash } from './quick-xor-hash.ts';
import { type ContentSettings, key, partsOf } from './settings.ts';

/** How often a file is fetched before what comes is called broken. */
const tries = 3;
const second = 1_000;
/** SharePoint gives an app 400 GB an hour of one tenant. https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online */
const mostBandwidth = 400_000_000_000 / 3600;

/**
 * The content of a file. Graph answers with an address that needs no token; it is followed without one, and only where
 * the download hosts are. What comes is compared with the checksum that the list told; a file that changed since is
 * looked up anew.
 */
export async function readFile(settings: ContentSettings, item: WantedItem, maxBytes: number): Promise<ContentRead> {
  const path = `/drives/${key(partsOf(item.store)[1])}/items/${key(item.id)}`;
  if (item.bytes > maxBytes)
    return { kind: 'unreadable', reason: 'too-large', detail: 'It is larger than the limit of the scan.' };
  let { checksum, version } = item;
  let expected: number | undefined = item.bytes;
  for (let number = 1; number <= tries; number++) {
    try {
      const body = await download(settings, `${path}/content`, maxBytes, item.bytes);
      // An address that has expired is refused; the next try asks for a new one.
      if (body === undefined) continue;
      const whole = checksum === undefined ? body.length === expected : quickXorHash(body) === checksum;
      if (whole) return { kind: 'content', bytes: body, ...(version !== item.version && { version }) };
      const now = await settings.graph.get(`${path}?$select=id,size,cTag,eTag,file,lastModifiedDateTime`);
      if (!isPlainObject(now)) continue;
      checksum = checksumOf(now);
      version = versionOf(now);
      expected = typeof now['size'] === 'number' ? now['size'] : undefined;
    } catch (error) {
      return itemProblem(error);
    }
  }
  return cutOff();
}

async function download(
  settings: ContentSettings,
  path: string,
  maxBytes: number,
  bytes: number,
): Promise<Buffer | undefined> {
  const answer = await getBytes(settings, path, { maxBytes });
  if (answer.status === 200) return answer.body;
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status > 399 || location === undefined) throw answerError(settings, path, answer);
  const { transport, service, downloads, signal, tenant, bandwidth = mostBandwidth } = settings;
  const content = await transport.send({
    ...{ service, signal, maxBytes },
    call: `${callOf(path)}, download`,
    method: 'GET',
    url: location,
    hosts: downloads,
    // Bytes of ten seconds, in kilobytes.
    limits: [
      {
        key: `${tenant.id}/downloads`,
        tokens: Math.ceil(bandwidth / 100),
        window: 10 * second,
        cost: Math.max(1, Math.ceil(bytes / second)),
        concurrent: 8,
      },
    ],
  });
  if (content.status === 200) return content.body;
  if ([401, 403, 410].includes(content.status)) return undefined;
  throw answerError(settings, path, content);
}
