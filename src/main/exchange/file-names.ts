import type { ExportForm } from '../../shared/bytes.ts'

const endings: Record<ExportForm, string> = {
	run: '.digitlab',
	digitrecipe: '.digitrecipe',
	model: '-model.zip',
	keras: '.keras',
	recipe: '-recipe.json',
	epochs: '-epochs.csv',
	predictions: '-predictions.csv',
	'model.json': '-model.json',
	'weights.bin': '-weights.bin'
}

/** "mlp-64-run-12.keras": a name that every file system takes. */
export function fileName(name: string, run: number, form: ExportForm): string {
	const plain = plainName(name)
	return `${plain ? `${plain}-` : ''}run-${run}${endings[form]}`
}

/** What any file system takes of a name: letters, digits, dots, dashes; perhaps nothing. */
export const plainName = (name: string) =>
	name
		.normalize('NFKD')
		.replaceAll(/[^\w.-]+/g, '-')
		.replaceAll(/^[-.]+|[-.]+$/g, '')
		.slice(0, 60)
