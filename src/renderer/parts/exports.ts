import type { ExportForm } from '../../shared/bytes.ts'
import { isOver, type RunRow } from '../../shared/runs.ts'

/** A file that a run can be had as. */
export interface ExportChoice {
	form: ExportForm
	title: string
	/** What it is for. */
	says: string
	/** Why it cannot be had yet, or null. */
	missing: string | null
}

/** Every file a person can carry a run away as, those for the lab first. */
export function exportChoices(run: Pick<RunRow, 'status' | 'epochsDone' | 'testCount'>): ExportChoice[] {
	const learned = run.epochsDone > 0 ? null : 'After the first epoch: there are no weights yet.'
	const tested = run.testCount !== null ? null : 'After the test, which comes when a run finishes.'
	return [
		{
			form: 'run',
			title: 'Whole run',
			says: 'Everything, for another Digit Lab to import.',
			missing: isOver(run.status) ? null : 'When the run has ended.'
		},
		{
			form: 'digitrecipe',
			title: 'Recipe to verify',
			says: 'Small: how it was made and what it came to, for another Digit Lab to train and compare.',
			missing: tested
		},
		{ form: 'recipe', title: 'Recipe', says: 'What it was made from, to train it again.', missing: null },
		{ form: 'model', title: 'TensorFlow.js', says: 'The trained network, for a web page.', missing: learned },
		{ form: 'keras', title: 'Keras', says: 'The trained network, for Python.', missing: learned },
		{
			form: 'epochs',
			title: 'Epochs',
			says: 'A table (CSV): the numbers of the curves.',
			missing: run.epochsDone > 0 ? null : 'After the first epoch.'
		},
		{
			form: 'predictions',
			title: 'Test answers',
			says: 'A table (CSV): a probability for each class, image by image.',
			missing: tested
		}
	]
}
