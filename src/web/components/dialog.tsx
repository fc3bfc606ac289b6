import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
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

/** A side sheet: one object of a list, with its actions at the foot. Esc closes it and the list has the focus again. */
export function Sheet({
  title,
  open,
  onClose,
  children,
  actions,
  tools,
}: {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  /** Beside the close button: previous and next. */
  tools?: ReactNode;
}) {
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
            <Button look="quiet" small aria-label="Close" onClick={onClose}>
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
