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
import { showAssessment } from '../../api/posture.ts';
import { outcomeWords } from '../../core/outcome.ts';
import { useCall } from '../client/use-call.ts';
import { words } from '../words/index.ts';
import { navigation } from './sections.ts';
import type { Session, TenantShown } from './session.tsx';

/** Every page, finding and tenant by typing a part of its name: Ctrl K. */
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
  const checked = useCall(
    showAssessment,
    { path: { tenant: tenant?.id ?? '', id: 'latest' } },
    { enabled: open && tenant?.permissions.includes('assessments.read') === true },
  );
  // Findings come up once somebody types: all of them would hide the pages.
  const findings =
    tenant && typed.trim() !== ''
      ? (checked.data?.results ?? []).map(({ control, headline, outcome }) => ({
          ...{ id: `/t/${tenant.id}/findings/${control}`, title: headline, about: outcomeWords[outcome] },
        }))
      : [];
  const items = [
    ...pages,
    ...findings,
    ...tenants,
    { id: '/account', title: words.shell.myAccount, about: session.email },
  ];
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className="dialog palette">
        <AriaDialog aria-label={words.shell.search}>
          <Autocomplete inputValue={typed} onInputChange={type} filter={contains}>
            <TextField className="field" aria-label={words.shell.search} autoFocus>
              <Input placeholder={words.shell.search} />
            </TextField>
            <Menu
              className="menu"
              items={items}
              aria-label={words.shell.search}
              renderEmptyState={() => <p className="pad m">{words.shell.nothingFound}</p>}
              onAction={(key) => {
                onClose();
                type('');
                void navigate({ to: String(key) });
              }}
            >
              {(item) => (
                <MenuItem id={item.id} textValue={item.title}>
                  <span>{item.title}</span> <span className="s c">{item.about}</span>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
