import { words } from '../../words/index.ts';

/** How an account is shown: a guest by the address at home, which Entra writes as `name_home#EXT#@tenant`. */
export function accountWords(actor: string): string {
  const [, name, home] = /^(.+)_([^_]+)#EXT#@/i.exec(actor) ?? [];
  return name && home ? words.alerts.guest(`${name}@${home}`) : actor;
}

/** An account that may break after the @ where there is little room. */
export function Account({ actor, strong = false }: { actor: string; strong?: boolean }) {
  const [name, ...rest] = accountWords(actor).split('@');
  return (
    <span className={strong ? 'account b' : 'account'} title={actor}>
      {name}
      {rest.length > 0 && (
        <>
          @<wbr />
          {rest.join('@')}
        </>
      )}
    </span>
  );
}
