import type { ReactNode } from 'react';
import type { Problem } from '../client/call.ts';
import { words } from '../words/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Fault } from './state.tsx';

/** Asks before something is written that a person cannot take back by pressing again. */
export function Confirm({
  title,
  go,
  onGo,
  onClose,
  busy,
  problem,
  danger = false,
  blocked = false,
  children,
}: {
  title: string;
  /** What the button says: the act, and to what. */
  go: string;
  onGo: () => void;
  onClose: () => void;
  busy: boolean;
  problem?: Problem | null | undefined;
  danger?: boolean;
  /** Something is still missing. */
  blocked?: boolean;
  children: ReactNode;
}) {
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look={danger ? 'danger' : 'primary'} busy={busy} disabled={blocked} onClick={onGo}>
            {go}
          </Button>
        </>
      }
    >
      {children}
      {problem && <Fault problem={problem} />}
    </Dialog>
  );
}
