import { operationWords } from '../../words/en-operations.ts';

/** An operation in plain words, with Microsoft's name of it where there is room. */
export function Operation({ name, bare = false }: { name: string; bare?: boolean }) {
  const plain = operationWords(name);
  if (!plain) return <span className="wrap">{name}</span>;
  if (bare) return <span title={name}>{plain}</span>;
  return (
    <>
      <span className="nw">{plain}</span>
      <span className="c s block wrap">{name}</span>
    </>
  );
}
