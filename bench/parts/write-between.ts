import { readFileSync, writeFileSync } from 'node:fs'

/** Puts a table into docs/reading.md between the marks of the measurement that made it; `how` is said of it. */
export function writeBetween(bench: string, how: string, table: string): void {
	const page = new URL('../../docs/reading.md', import.meta.url)
	const text = readFileSync(page, 'utf8')
	const [begin, end] = [`<!-- made by \`npm run bench -- ${bench}\``, `<!-- end of ${bench} -->`]
	const [from, to] = [text.indexOf(begin), text.indexOf(end)]
	if (from < 0 || to < from) throw new Error(`docs/reading.md has lost the marks of ${bench}`)
	writeFileSync(page, `${text.slice(0, from)}${begin}${how} -->\n\n${table}\n\n${text.slice(to)}`)
}
