import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useSyncExternalStore } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import { words } from '../words/index.ts';
import { Icon } from './icon.tsx';

/** A question over the page. Reading is done in sheets and pages, never here. */
export function Dialog({
  title,
  open,
  onClose,
  children,
  actions,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  actions: ReactNode;
}) {
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className="dialog">
        <AriaDialog role="alertdialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <div className="foot">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface SheetGiven {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  /** Beside the close button: previous and next. */
  tools?: ReactNode;
}

/** From here on there is room for a list and a sheet beside each other. */
const roomy = '(min-width: 1280px)';

/** A sheet that leaves its list usable where there is room, and lies over it where there is not. */
export function SheetBeside(given: SheetGiven) {
  const wide = useSyncExternalStore(
    (told) => {
      const query = matchMedia(roomy);
      query.addEventListener('change', told);
      return () => query.removeEventListener('change', told);
    },
    () => matchMedia(roomy).matches,
  );
  return wide ? <Beside {...given} /> : <Sheet {...given} />;
}

function Beside({ title, open, onClose, children, actions, tools }: SheetGiven) {
  const head = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    head.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open]);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    // A menu or a question over the page has the key first.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('.veil')) close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  if (!open) return undefined;
  return (
    <aside className="sheet beside" aria-labelledby={id}>
      <div className="sh">
        <h2 ref={head} id={id} tabIndex={-1}>
          {title}
        </h2>
        <span className="sp" />
        {tools}
        <Button look="quiet" small aria-label={words.common.close} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      <div className="sb">{children}</div>
      {actions && <div className="sf">{actions}</div>}
    </aside>
  );
}

/** Esc closes what lies over the page also when the button that had the focus is gone: it was pressed, and done. */
function useEscapeWithoutFocus(open: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!open) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && document.activeElement === document.body) close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [open]);
}

/** A side sheet: one object of a list, with its actions at the foot. Esc closes it and the list has the focus again. */
export function Sheet({ title, open, onClose, children, actions, tools }: SheetGiven) {
  useEscapeWithoutFocus(open, onClose);
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className="sheet">
        <AriaDialog>
          <div className="sh">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <span className="sp" />
            {tools}
            <Button look="quiet" small aria-label={words.common.close} onClick={onClose}>
              <Icon name="close" />
            </Button>
          </div>
          <div className="sb">{children}</div>
          {actions && <div className="sf">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
