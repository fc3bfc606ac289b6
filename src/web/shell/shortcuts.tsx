import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Icon } from '../components/icon.tsx';
import { words } from '../words/index.ts';

const text = words.keys;
/** Milliseconds in which the second key has to follow. */
const patience = 1_500;

/** Pages by the key after `g`, below the tenant's address. */
const pages: Readonly<Record<string, string>> = {
  h: '',
  f: '/findings',
  p: '/plans',
  d: '/drift',
  e: '/evidence',
  s: '/settings',
};

/** The list of keys behind `?`, and the keys themselves. Somebody who types into a field types. */
export function Shortcuts({ tenant }: { tenant: string | undefined }) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const go = useEffectEvent((key: string) => {
    if (key === 't') void navigate({ to: '/all' });
    else if (tenant !== undefined && Object.hasOwn(pages, key))
      void navigate({ to: `/t/${tenant}${pages[key]}` as '/' });
  });
  useEffect(() => {
    let begun = 0;
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role=menu]'))
        return;
      if (event.key === '?') {
        event.preventDefault();
        setOpen(true);
      } else if (event.key === '/') {
        const filter = document.querySelector<HTMLElement>('main input[type=search]');
        if (!filter) return;
        event.preventDefault();
        filter.focus();
      } else if (event.key === 'g') begun = event.timeStamp;
      else if (begun > 0 && event.timeStamp - begun < patience) {
        begun = 0;
        go(event.key);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className="tb no-phone" aria-label={text.open} onClick={() => setOpen(true)}>
        <Icon name="help" />
      </button>
      {open && (
        <Dialog
          title={text.title}
          open
          onClose={() => setOpen(false)}
          actions={<Button onClick={() => setOpen(false)}>{words.common.close}</Button>}
        >
          {text.groups.map((group) => (
            <section key={group.title} aria-label={group.title}>
              <h3>{group.title}</h3>
              <dl className="keys">
                {group.keys.map(([key, does]) => (
                  <div key={key} style={{ display: 'contents' }}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </Dialog>
      )}
    </>
  );
}
