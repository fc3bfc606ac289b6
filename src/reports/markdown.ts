/** A Markdown table. Text from a tenant cannot break out of its cell or become markup. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return (
    line(titles.map(markdownText)) +
    line(titles.map(() => '---')) +
    rows.map((row) => line(row.map((cell) => markdownText(String(cell))))).join('')
  );
}

export function markdownText(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>|#~]/g, (mark) => `\\${mark}`);
}
