const words =
  /(?:^|[^a-z])(?:info|office|reception|front[-_. ]?desk|billing|claims|shared|rooms?|conf|conference|equipment|fax|scan|scanner|appointments?|scheduling|referrals?|records|intake|nurses?|nursing|lab|pharmacy|support|help[-_. ]?desk|contact|accounts|accounting|invoices?|payables?|hr|jobs|careers|marketing|no-?reply|admin|team|group|all|staff|discoverysearchmailbox|healthmailbox|migration|archive|journal|test)(?:[^a-z]|$)/;

/** True when the name says that the mailbox belongs to a task, room or team and not to one person. */
export function isRoleMailbox(name: string): boolean {
  const local = name.toLowerCase().split('@')[0]!;
  return (
    words.test(local) ||
    /^(?:discoverysearchmailbox|healthmailbox|systemmailbox|federatedemail|migration\.)/.test(local)
  );
}
