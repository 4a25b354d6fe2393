/** The value below which a share of the values is. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values: number[]): number => quantile(values, 0.5);

export const shareOf = (values: number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;

export const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Prints a table as Markdown, as it stands in docs/performance.md. */
export function print(title: string, heads: string[], rows: string[][]): void {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  console.log(['', `## ${title}`, '', line(heads), line(heads.map(() => '---')), ...rows.map(line), ''].join('\n'));
}
