import type { Table } from '../../shared/analysis/chapters.ts'
import type { Material } from '../../shared/reporting/material.ts'
import type { ReportChapter } from '../../shared/reporting/write.ts'
import { csvLine } from './csv.ts'

/** Every table of a report for LaTeX, to be read in with \input; it takes the packages booktabs and graphicx. */
export function runsLatex(title: string, lead: string, chapters: readonly ReportChapter[]): string {
	const sections = chapters.flatMap((chapter) => chapter.sections)
	const tables = sections.flatMap(({ id, title: name, table }) => (table ? [latexTable(id, name, table)] : []))
	return [`% ${oneLine(title)}`, `% ${oneLine(lead)}`, '% \\usepackage{booktabs,graphicx}', ...tables, ''].join('\n\n')
}

function latexTable(id: string, title: string, { columns, rows }: Table): string {
	const line = (cells: readonly string[]) => `\t\t${cells.map(latex).join(' & ')} \\\\`
	return [
		'\\begin{table}',
		'\t\\centering',
		`\t\\caption{${latex(title)}}`,
		`\t\\label{tab:${id}}`,
		// one that is wider than the text is made smaller
		'\t\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%',
		`\t\\begin{tabular}{${columns.map(({ right }) => (right ? 'r' : 'l')).join('')}}`,
		'\t\t\\toprule',
		line(columns.map((column) => column.title)),
		'\t\t\\midrule',
		...rows.map(line),
		'\t\t\\bottomrule',
		'\t\\end{tabular}}',
		'\\end{table}'
	].join('\n')
}

/** Signs that LaTeX takes for its own, and those its usual fonts lack. */
const signs: Record<string, string> = {
	'\\': '\\textbackslash{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}',
	'→': '$\\rightarrow$',
	'×': '$\\times$',
	'−': '$-$',
	'–': '--',
	'·': '$\\cdot$',
	'’': "'",
	'…': '\\dots{}',
	'<': '$<$',
	'>': '$>$'
}
const latex = (text: string) => text.replaceAll(/[\\~^→×−–·’…<>&%$#_{}]/g, (sign) => signs[sign] ?? `\\${sign}`)
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

/** The runs and every number of them, a row each. */
export function runsCsv({ runs, comparison }: Material): string {
	const head =
		'run,name,network,settings,seed,recipe_hash,status,epochs,judged_epoch,train_accuracy,val_accuracy,val_loss,test_accuracy,test_low,test_high,test_correct,test_count,test_loss,macro_f1,parameters,seconds,in_tie_set'
	const lines = runs.map((run) => {
		const { test } = run
		const judged = run.points.find(({ epoch }) => epoch === test?.epoch) ?? run.points.at(-1)
		const tied = comparison ? String(comparison.ties.runs.includes(run.id)) : null
		return csvLine([
			...[run.id, run.name, run.network, run.settings, run.recipe.seed, run.recipeHash, run.status, run.epochsDone],
			...[test?.epoch, judged?.accuracy, judged?.valAccuracy, judged?.valLoss],
			...[test?.accuracy, test?.interval.low, test?.interval.high, test?.correct, test?.count, test?.loss],
			...[run.judgement?.macro.f1, run.parameters, run.seconds, tied]
		])
	})
	return [head, ...lines, ''].join('\n')
}
