/** What was seen of each operation of a client: one cell for each outcome that it must be able to have. */
export class Outcomes {
  readonly #title: string;
  readonly #columns: string[];
  readonly #rows = new Map<string, Map<string, string>>();

  constructor(title: string, columns: string[]) {
    this.#title = title;
    this.#columns = columns;
  }

  saw(
    operation: string,
    column: string,
    outcome: string | { statusCode?: number; code?: string; inner?: string },
  ): void {
    if (!this.#columns.includes(column)) throw new Error(`no column ${column}`);
    const text =
      typeof outcome === 'string'
        ? outcome
        : [outcome.statusCode, outcome.code, outcome.inner].filter(Boolean).join(' ');
    const row = this.#rows.get(operation) ?? new Map<string, string>();
    this.#rows.set(operation, row.set(column, text));
  }

  /** The cells in which nothing was seen. */
  empty(): string[] {
    return [...this.#rows].flatMap(([operation, row]) =>
      this.#columns.filter((column) => !row.get(column)).map((column) => `${operation}: ${column}`),
    );
  }

  print(): string {
    const lines = [
      ['operation', ...this.#columns],
      ...[...this.#rows].map(([operation, row]) => [
        operation,
        ...this.#columns.map((column) => row.get(column) ?? ''),
      ]),
    ];
    const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
    return [this.#title, ...lines.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))].join(
      '\n',
    );
  }
}
