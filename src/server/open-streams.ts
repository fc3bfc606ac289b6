import { RequestFault } from './problem-of.ts';

/** Streams that one person may hold open at once: some tabs in two browsers. */
const most = 20;

const open = new Map<string, number>();

/** Takes a place for a stream of somebody; what it gives back frees it, once. Throws `too-many`. */
export function takeStream(account: string): () => void {
  const count = open.get(account) ?? 0;
  if (count >= most) throw new RequestFault('too-many', 'Close tabs of Wardline that you no longer need.', 60);
  open.set(account, count + 1);
  let isFree = false;
  return () => {
    if (isFree) return;
    isFree = true;
    const left = (open.get(account) ?? 1) - 1;
    if (left > 0) open.set(account, left);
    else open.delete(account);
  };
}
