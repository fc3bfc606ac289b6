/** Saves rows as they are shown: the columns that are on, in their order. */
export function exportRows<R>(
  name: string,
  form: 'csv' | 'json',
  columns: readonly { id: string; title: string; value(row: R): string | number }[],
  rows: readonly R[],
): void {
  const content =
    form === 'json'
      ? JSON.stringify(
          rows.map((row) => Object.fromEntries(columns.map(({ id, value }) => [id, value(row)]))),
          null,
          2,
        )
      : [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row)))]
          .map((cells) => cells.map(csvCell).join(','))
          .join('\r\n');
  const type = form === 'json' ? 'application/json' : 'text/csv;charset=utf-8';
  const address = URL.createObjectURL(new Blob([form === 'csv' ? '\uFEFF' : '', content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.${form}`;
  link.click();
  URL.revokeObjectURL(address);
}

/**
 * A cell as spreadsheets take it. What begins like a formula would be run by them when the file is opened: a name that
 * somebody gave a file must not do that, so an apostrophe stands before it.
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r|%]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
