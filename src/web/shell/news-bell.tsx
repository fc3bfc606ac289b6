import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { listNews } from '../../api/due.ts';
import { useCall } from '../client/use-call.ts';
import { ago } from '../components/dates.ts';
import { Icon } from '../components/icon.tsx';
import { words } from '../words/index.ts';

const text = words.news;
/** How often it is looked, in milliseconds. */
const every = 60_000;

/** What happened in this tenant since the person last opened the bell, kept on this device. */
export function NewsBell({ tenant }: { tenant: string }) {
  const key = `wardline-seen-${tenant}`;
  const [seen, setSeen] = useState(() => localStorage.getItem(key) ?? '');
  const [open, setOpen] = useState(false);
  const news = useCall(listNews, { path: { tenant } }, { every });
  const navigate = useNavigate();
  const items = news.data?.items ?? [];
  const unseen = items.filter(({ at }) => at > seen).length;
  const toggle = (now: boolean) => {
    setOpen(now);
    const newest = items[0]?.at;
    // What was new stays marked while it is read.
    if (now || newest === undefined) return;
    localStorage.setItem(key, newest);
    setSeen(newest);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={toggle}>
      <AriaButton className="tb" aria-label={`${words.shell.notifications}: ${text.unseen(unseen)}`}>
        <Icon name="bell" />
        {unseen > 0 && <b>{unseen}</b>}
      </AriaButton>
      <Popover placement="bottom end">
        <Dialog className="menu news" aria-label={words.shell.notifications}>
          {items.length === 0 && <p className="m">{text.none}</p>}
          <ul>
            {items.slice(0, 20).map(({ id, kind, at, title, by, bad, page }) => (
              <li key={`${kind} ${id}`} className={at > seen ? 'new' : undefined}>
                <button
                  type="button"
                  className={bad ? 'link o-fail' : 'link'}
                  onClick={() => {
                    toggle(false);
                    void navigate({ to: `/t/${tenant}${page}` as '/' });
                  }}
                >
                  {title}
                </button>
                <span className="c s" style={{ display: 'block' }}>{`${by}, ${ago(at)}`}</span>
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
