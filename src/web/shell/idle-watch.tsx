import { useEffect, useState } from 'react';
import { signOut } from '../../api/sign-in.ts';
import { attend, quietFor, watchAttention } from '../client/attention.ts';
import { call } from '../client/call.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { words } from '../words/index.ts';

const text = words.shell.idle;
/** As the server ends sessions; a minute before it a person is told. */
const idle = 30 * 60_000;
const warning = idle - 60_000;

/** Leaves the page that nobody sits before: what it shows stays on the screen otherwise. */
export function IdleWatch() {
  const [warned, warn] = useState(false);
  useEffect(() => {
    const unwatch = watchAttention();
    const look = () => {
      const quiet = quietFor();
      warn(quiet >= warning);
      if (quiet < idle) return;
      const to = encodeURIComponent(location.pathname + location.search);
      void call(signOut)
        .catch(() => undefined)
        .then(() => location.assign(`/sign-in?to=${to}`));
    };
    const timer = setInterval(look, 5_000);
    addEventListener('focus', look);
    return () => {
      unwatch();
      clearInterval(timer);
      removeEventListener('focus', look);
    };
  }, []);
  const stay = () => {
    attend();
    warn(false);
  };
  return (
    <Dialog
      title={text.title}
      open={warned}
      onClose={stay}
      actions={
        <Button look="primary" onClick={stay}>
          {text.stay}
        </Button>
      }
    >
      <p className="m">{text.text}</p>
    </Dialog>
  );
}
