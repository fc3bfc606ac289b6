/** "1 item", "1,560 items". */
export function count(many: number, one: string, more = `${one}s`): string {
  return `${many.toLocaleString()} ${many === 1 ? one : more}`;
}
