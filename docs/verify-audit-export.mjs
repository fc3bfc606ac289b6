// node verify-audit-export.mjs FOLDER [ROOT]: was every exported record sealed as it is? Needs Node.js 20. Checks no time-stamp and no retired.ndjson.
// ROOT is a root that you had from elsewhere. Without it, whoever made the export may have made up the whole log.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
const [folder, kept] = process.argv.slice(2);
const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const bytes = (hex) => Buffer.from(hex, 'hex');
function must(holds, why) {
  if (!holds) throw new Error(`NOT VERIFIED: ${why}`);
}
async function* linesOf(name, rest = '') {
  for await (const piece of createReadStream(`${folder}/${name}.ndjson`, 'utf8')) {
    const lines = (rest + piece).split('\n');
    yield* lines.splice(0, lines.length - 1);
    rest = lines[0];
  }
}
const { statement, signature, publicKey } = JSON.parse(readFileSync(kept ?? `${folder}/root.json`, 'utf8'));
must(verify(null, Buffer.from(statement), publicKey, Buffer.from(signature, 'base64')), 'the root was altered');
const root = JSON.parse(statement);
const [trees, proofs] = [new Map(), linesOf('proofs')]; // number of a segment → root of the tree over its records
let [last, count] = ['', 0];
for await (const line of linesOf('chain')) {
  const { sequence, previous, tree } = JSON.parse(line);
  must(last === '' || previous === last, `the chain breaks at segment ${sequence}`);
  last = sha(line).toString('hex');
  trees.set(sequence, tree);
  if (sequence === root.sequence) break; // what was sealed after the root is proven by a later one
}
must(last === '' || last === root.hash, 'the chain does not lead to the root');
for await (const record of linesOf('records')) {
  const { segment, salt, path } = JSON.parse((await proofs.next()).value);
  let hash = sha(Buffer.of(0), bytes(salt), record);
  for (const { side, hash: beside } of path)
    hash = sha(Buffer.of(1), ...(side === 'left' ? [bytes(beside), hash] : [hash, bytes(beside)]));
  must(hash.toString('hex') === trees.get(segment), `record ${(count += 1)} was not in segment ${segment}`);
}
must((await proofs.next()).done, 'a record was taken out of the export');
const key = sha(createPublicKey(publicKey).export({ type: 'spki', format: 'der' })).toString('hex');
console.log(`VERIFIED: ${count} records, root of ${root.day}, key ${key}${kept ? '' : ' (UNANCHORED)'}`);
