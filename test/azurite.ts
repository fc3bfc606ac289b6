import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ContainerClient, StorageSharedKeyCredential } from '@azure/storage-blob';

/** The account of Azurite that its documentation names, for tests on one machine alone. */
export const azuriteAccount = 'devstoreaccount1';
export const azuriteKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Azure Blob Storage on this machine with one container. */
export async function startAzurite(
  folder: string,
  container: string,
): Promise<{ endpoint: string; close(): Promise<void> }> {
  const script = new URL('../node_modules/.bin/azurite-blob', import.meta.url).pathname;
  const flags = ['--blobPort', '0', '--blobHost', '127.0.0.1', '--location', folder, '--skipApiVersionCheck'];
  const child: ChildProcess = spawn(process.execPath, [script, ...flags, '--disableTelemetry'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`Azurite ended: ${said}`)));
    child.stdout!.on('data', (piece: Buffer) => {
      said += piece.toString();
      const found = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const endpoint = `http://127.0.0.1:${port}/${azuriteAccount}`;
  const credential = new StorageSharedKeyCredential(azuriteAccount, azuriteKey);
  await new ContainerClient(`${endpoint}/${container}`, credential).create();
  return {
    endpoint,
    async close() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
