import type { ExportForm } from '../../shared/bytes.ts'

const endings: Record<ExportForm, string> = {
	run: '.digitlab',
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
	const plain = name
		.normalize('NFKD')
		.replaceAll(/[^\w.-]+/g, '-')
		.replaceAll(/^[-.]+|[-.]+$/g, '')
		.slice(0, 60)
	return `${plain ? `${plain}-` : ''}run-${run}${endings[form]}`
}
