import { listed } from '../analysis/say.ts'
import type { Section } from '../analysis/chapters.ts'
import { count, percent, plural } from '../format.ts'
import type { Recipe } from '../recipe.ts'
import type { RunDetail } from '../runs.ts'
import { runTitle, type Material } from './material.ts'

/** How each network was trained, from its recipe, and on what. */
export const methodSections = ({ runs, studies }: Material): Section[] => [
	...(runs.length > 0 ? ofRuns(runs) : []),
	...(studies.length > 0 ? [ofStudies] : [])
]

const ofStudies: Section = {
	id: 'judged-studies',
	title: 'How studies are judged',
	says: [
		'A study trains every setting of a base recipe with the same seeds. Runs of one seed begin alike and see their images in one order, so each is compared with its twin: means with Student’s 95 % intervals, paired t tests against the base setting, corrected for their number (Holm 1979), and beside them exact sign-flip tests, which assume less.',
		'Whatever is chosen is chosen on validation images.'
	],
	figure: null,
	table: null
}

const ofRuns = (runs: readonly RunDetail[]): Section[] => [
	{
		id: 'networks',
		title: 'Networks and training',
		says: [
			`${plural(runs.length, 'network')} ${runs.length === 1 ? 'was' : 'were'} trained with the settings below. Whatever is random in a training (first weights, order of the images, dropout) is fixed by its seed: the same recipe in the same environment gives the same bits again.`,
			...asides(runs),
			`The test images were looked at once for each run, after its training, with the weights of ${said(runs, ({ judge }) => (judge === 'best' ? 'the epoch with the lowest validation loss' : 'the last epoch'))}.`
		],
		figure: null,
		table: {
			columns: [
				...['Run', 'Network', 'Settings'].map((title) => ({ title })),
				{ title: 'Parameters', right: true },
				{ title: 'Recipe', whole: true }
			],
			rows: runs.map((run) => [
				runTitle(run),
				run.network,
				run.settings,
				count(run.parameters),
				run.recipeHash.slice(0, 12)
			])
		}
	},
	{
		id: 'environment',
		title: 'Environment',
		says: [],
		figure: null,
		table: {
			columns: [
				{ title: 'Run' },
				...['Digit Lab', 'TensorFlow', 'Engine'].map((title) => ({ title, whole: true })),
				...['Processor', 'Threads'].map((title) => ({ title }))
			],
			rows: runs.map((run) => {
				const { environment } = run
				if (!environment) return [runTitle(run), ...Array.from({ length: 5 }, () => '–')]
				const { lab, tensorflow, backend, engine, cpu, threads } = environment
				return [runTitle(run), lab, `${tensorflow}, ${backend}`, engine ?? 'layers', cpu, String(threads)]
			})
		}
	}
]

/** What was kept aside for validation. */
function asides(runs: readonly RunDetail[]): string[] {
	const shares = said(runs, ({ validation }) =>
		validation.share === 0
			? 'nothing'
			: `${validation.take === 'last' ? 'the last' : 'a random'} ${percent(validation.share, 0)}`
	)
	return [`Of the training images ${shares} was kept aside to watch the training (validation).`]
}

/** What recipes say of something: each answer once. */
const said = (runs: readonly RunDetail[], of: (recipe: Recipe) => string) =>
	listed([...new Set(runs.map(({ recipe }) => of(recipe)))]).replace(' and ', ' or ')
