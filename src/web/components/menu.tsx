import type { ReactNode } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Pressable,
} from 'react-aria-components';

export interface MenuChoice {
  id: string;
  label: ReactNode;
  /** What screen readers and typing ahead go by, where the label is no plain text. */
  text?: string;
  act?: () => void;
  selected?: boolean;
}

/** A menu at a button. `groups` are divided by their headings. */
export function Menu({
  label,
  groups,
  children,
}: {
  label: string;
  groups: readonly { heading?: string; choices: readonly MenuChoice[] }[];
  /** The button that opens it. */
  children: React.ReactElement<React.DOMAttributes<Element>, string>;
}) {
  const choices = groups.flatMap((group) => group.choices);
  return (
    <MenuTrigger>
      <Pressable>{children}</Pressable>
      <Popover placement="bottom end">
        <AriaMenu className="menu" aria-label={label} onAction={(key) => choices.find(({ id }) => id === key)?.act?.()}>
          {groups.map((group, at) => (
            <MenuSection key={group.heading ?? at} aria-label={group.heading ?? label}>
              {group.heading && <Header>{group.heading}</Header>}
              {group.choices.map(({ id, label, text, selected }) => (
                <MenuItem key={id} id={id} textValue={text ?? (typeof label === 'string' ? label : id)}>
                  <span className={selected ? 'b' : undefined}>{label}</span>
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
