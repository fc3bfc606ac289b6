import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  Dialog as AriaDialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  Autocomplete,
  TextField,
  useFilter,
} from 'react-aria-components';
import { words } from '../words/index.ts';
import { navigation } from './sections.ts';
import type { Session, TenantShown } from './session.tsx';

/** Every page and tenant by typing a part of its name: Ctrl K. */
export function CommandPalette({
  open,
  onClose,
  session,
  tenant,
}: {
  open: boolean;
  onClose: () => void;
  session: Session;
  tenant: TenantShown | undefined;
}) {
  const navigate = useNavigate();
  const [typed, type] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const pages = tenant
    ? navigation.flatMap((group) =>
        (group.pages ?? [group])
          .filter(({ needs }) => !needs || tenant.permissions.includes(needs))
          .map(({ path, title }) => ({ id: `/t/${tenant.id}${path}`, title, about: tenant.name })),
      )
    : [];
  const tenants = session.tenants
    .filter(({ id }) => id !== tenant?.id)
    .map(({ id, name }) => ({ id: `/t/${id}`, title: name, about: words.shell.chooseTenant }));
  const items = [...pages, ...tenants, { id: '/account', title: words.shell.myAccount, about: session.email }];
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className="dialog" style={{ alignSelf: 'start', marginTop: '12vh' }}>
        <AriaDialog aria-label={words.shell.search}>
          <Autocomplete inputValue={typed} onInputChange={type} filter={contains}>
            <TextField className="field" aria-label={words.shell.search} autoFocus>
              <Input placeholder={words.shell.search} />
            </TextField>
            <Menu
              className="menu"
              style={{ border: 0, boxShadow: 'none', marginTop: 8 }}
              items={items}
              aria-label={words.shell.search}
              onAction={(key) => {
                onClose();
                type('');
                void navigate({ to: String(key) });
              }}
            >
              {(item) => (
                <MenuItem id={item.id} textValue={item.title}>
                  {item.title} <span className="s c">{item.about}</span>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
