import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Puts what a measurement found into a page of docs/ ("reading.md"), between the marks of that measurement; `how` is said
 * of it there. Throws where the page has lost the marks.
 */
export function writeBetween(page: string, bench: string, how: string, found: string): void {
	const file = new URL(`../../docs/${page}`, import.meta.url)
	const text = readFileSync(file, 'utf8')
	const [begin, end] = [`<!-- made by \`npm run bench -- ${bench}\``, `<!-- end of ${bench} -->`]
	const [from, to] = [text.indexOf(begin), text.indexOf(end)]
	if (from < 0 || to < from) throw new Error(`docs/${page} has lost the marks of ${bench}`)
	writeFileSync(file, `${text.slice(0, from)}${begin}${how} -->\n\n${found}\n\n${text.slice(to)}`)
}
