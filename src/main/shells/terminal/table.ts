export interface Column<Row> {
	title: string
	/** Numbers stand right, words left. */
	right?: boolean
	cell: (row: Row) => string
}

/** A text table whose columns are as wide as their widest cell, two spaces apart. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
	const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ cell }) => cell(row)))]
	const widths = columns.map((_, place) => Math.max(...cells.map((line) => width(line[place] ?? ''))))
	return cells
		.map((line) =>
			line
				.map((text, place) => {
					const gap = ' '.repeat((widths[place] ?? 0) - width(text))
					return columns[place]?.right ? gap + text : text + gap
				})
				.join('  ')
				.trimEnd()
		)
		.join('\n')
}

/** Characters, not code units: a name may hold an emoji. */
const width = (text: string) => Array.from(text).length
