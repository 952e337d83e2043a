type Cell = string | number | null | undefined

/** A row of a table for spreadsheets; what is not known is an empty cell. */
export const csvLine = (cells: readonly Cell[]): string => cells.map(cell).join(',')

/** A spreadsheet takes a text that begins like a formula for one, and runs it: such a text gets an apostrophe in front. */
function cell(value: Cell): string {
	if (value === null || value === undefined) return ''
	if (typeof value === 'number') return String(value)
	const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
