import { useState } from 'react';
import { words } from '../words/index.ts';
import { Button } from './button.tsx';

const text = words.common.once;

/** A secret that is shown this one time: a link, a token, recovery codes. */
export function ShownOnce({ what, lines, onKept }: { what: string; lines: readonly string[]; onKept: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="note warn once" role="status">
      <div className="col" style={{ gap: 8, flex: 1, minWidth: 0 }}>
        <p>
          <b>{what}</b> {text.text}
        </p>
        <ol className={lines.length > 1 ? 'codes' : 'codes one'}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <div className="row">
          <Button
            small
            onClick={() => void navigator.clipboard.writeText(lines.join('\n')).then(() => setCopied(true))}
          >
            {copied ? text.copied : text.copy}
          </Button>
          <Button small onClick={onKept}>
            {text.kept}
          </Button>
        </div>
      </div>
    </div>
  );
}
