import type { Table } from '../../shared/analysis/chapters.ts'
import type { ReportChapter } from '../../shared/reporting/write.ts'
import { drawingSvg, type ImageSource } from './figure-html.ts'
import { noImages } from './runs-html.ts'
import { sheetPng } from './sheet.ts'
import { paperStyle } from './style.ts'

export interface ReportText {
	/** Where it lies beside the document: "pictures/results.svg". */
	path: string
	text: string | Uint8Array<ArrayBuffer>
}

/** A report of runs as Markdown (GitHub's tables) and the pictures it names, a file at a time; the document comes last. */
export function* runsMarkdown(
	title: string,
	lead: string,
	chapters: readonly ReportChapter[],
	pictures: string,
	source: ImageSource | null = null
): Generator<ReportText> {
	const lines = [`# ${escaped(title)}`, escaped(lead)]
	for (const { title: name, text, sections } of chapters) {
		// a person's own words may be Markdown themselves
		lines.push(`## ${name}`, ...text)
		for (const section of sections) {
			lines.push(`### ${escaped(section.title)}`, ...section.says.map(escaped))
			if (section.figure?.kind === 'drawing') {
				const path = `${pictures}/${section.id}.svg`
				yield { path, text: pictureFile(drawingSvg(section.figure.draw(720), section.figure.label)) }
				lines.push(`![${escaped(section.figure.label).replaceAll(/[[\]]/g, '')}](${path})`)
			} else if (section.figure) {
				const path = `${pictures}/${section.id}.png`
				yield { path, text: sheetPng(section.figure, source ?? noImages) }
				lines.push(`![${escaped(section.title)}](${path})`)
			}
			if (section.table) lines.push(tableMarkdown(section.table))
		}
	}
	yield { path: '', text: `${lines.join('\n\n')}\n` }
}

/** A picture that stands for itself, on paper. */
const pictureFile = (svg: string) =>
	svg
		.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
		.replace('>', `><style>:root { background: #fff; } ${paperStyle}</style>`)

function tableMarkdown({ columns, rows }: Table): string {
	const line = (cells: readonly string[]) => `| ${cells.map((cell) => escaped(cell)).join(' | ')} |`
	return [
		line(columns.map(({ title }) => title)),
		`| ${columns.map(({ right }) => (right ? '---:' : '---')).join(' | ')} |`,
		...rows.map(line)
	].join('\n')
}

/** Text that means nothing in Markdown or HTML. */
const escaped = (text: string) => text.replaceAll(/[\\`*_|<>#[\]]/g, '\\$&').replaceAll('\n', ' ')
