import type { AddressInfo } from 'node:net';
// @ts-expect-error It brings no types.
import S3rver from 's3rver';

interface Server {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}

/** An S3 store on this machine, with one bucket; its key is `S3RVER`, `S3RVER`. */
export async function s3Store(folder: string, bucket: string): Promise<{ endpoint: string; close(): Promise<void> }> {
  const options = { port: 0, address: '127.0.0.1', silent: true, directory: folder };
  const server = new (S3rver as new (options: unknown) => Server)({
    ...options,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}
