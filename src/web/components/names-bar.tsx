import type { useNames } from '../client/use-names.ts';
import { useMay } from '../shell/session.tsx';
import { words } from '../words/index.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Fault } from './state.tsx';

const text = words.content;

/** The only way to names of files, and it says that it is recorded. Whoever may not see them sees no button. */
export function NamesBar({
  names,
  items,
}: {
  names: ReturnType<typeof useNames>;
  items: readonly { store: string; item: string }[];
}) {
  if (!useMay('inventory.names') || items.length === 0) return undefined;
  return (
    <div className="row names">
      {names.any && <span className="c m">{text.namesShown}</span>}
      {names.any && (
        <Button small look="quiet" onClick={names.mask}>
          {text.hideNames}
        </Button>
      )}
      {items.some(({ store, item }) => !names.nameOf(store, item)) && (
        <Button small busy={names.busy} onClick={() => names.ask(items)}>
          <Icon name="lock" />
          {text.showNames}
        </Button>
      )}
      {names.error && <Fault problem={names.error} />}
    </div>
  );
}

/** A name, or that it is masked. */
export function MaskedName({ path, kind }: { path: string | undefined; kind?: string | null }) {
  if (path !== undefined) return <span className="b wrap">{path}</span>;
  return (
    <span className="b">
      <span aria-hidden="true">••••••</span>
      <span className="sr">{text.masked}</span>
      {kind && ` ${kind}`}
    </span>
  );
}
