import { words } from '../../words/index.ts';

/** A SharePoint address in words short enough for a table: its path, or whose OneDrive it is. */
export function siteWords(address: string): string {
  const [, mine, path = ''] = /^https:\/\/[^/]+?(-my)?\.sharepoint\.com\/?(.*)$/i.exec(address) ?? [];
  if (!/^https:\/\/[^/]+\.sharepoint\.com/i.test(address)) return address;
  if (mine) return words.explorer.oneDrive(path.replace(/^personal\//i, '').replace(/\/$/, ''));
  return path.replace(/\/$/, '') || words.explorer.rootSite;
}
