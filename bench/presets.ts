import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openLab } from '../src/main/lab.ts'
import { worldHere } from '../src/main/world.ts'
import { seconds } from '../src/shared/format.ts'
import { findPreset } from '../src/shared/presets.ts'
import type { Recipe } from '../src/shared/recipe.ts'
import { togetherRight } from './parts/committees.ts'
import { runOf } from './parts/finished-run.ts'
import { meanAndDeviation } from './parts/spread.ts'
import { markdownTable } from './parts/table.ts'

/**
 * What the presets beyond the notebook reach: each at full length with seeds 1 to `--seeds` (5), weights of the last epoch
 * or their average, the test images looked at once a run, at its end. Committees are made of networks that are trained alone
 * (seeds 1 and 2, 2 and 3 …), and one is trained as such with seed 1, which must come to the same. Writes
 * docs/presets.md. `--home` keeps the runs, so that a call which is cut off, or one with more seeds, trains only what is
 * missing; `--models` names presets.
 */
const { values } = parseArgs({
	options: {
		home: { type: 'string' },
		seeds: { type: 'string', default: '5' },
		models: { type: 'string', default: 'cnn-fast,mlp-augmented,cnn-best,cnn-committee' }
	}
})
const seeds = Number(values.seeds)
const lab = openLab(worldHere({ home: values.home ?? join(tmpdir(), `digit-lab-presets-${process.pid}`) }))

/** The test and validation accuracies of each, and the seconds of the training that was disturbed least. */
interface Reached {
	tests: number[]
	held: number[]
	seconds: number
}

async function runsOf(name: string, recipe: Recipe, count: number): Promise<Reached & { ids: number[] }> {
	const reached = { tests: [] as number[], held: [] as number[], seconds: Infinity, ids: [] as number[] }
	for (let seed = 1; seed <= count; seed++) {
		const run = await runOf(lab, { ...recipe, seed }, name)
		console.log(name, seed, run.testAccuracy, `${run.seconds.toFixed(0)} s`)
		reached.ids.push(run.id)
		reached.tests.push(run.testAccuracy ?? NaN)
		reached.held.push(run.points.at(-1)?.valAccuracy ?? NaN)
		reached.seconds = Math.min(reached.seconds, run.seconds)
	}
	return reached
}

async function committeesOf(name: string, recipe: Recipe): Promise<Reached> {
	const size = recipe.committee
	const { ids } = await runsOf(`one of ${name}`, { ...recipe, committee: 1 }, seeds + size - 1)
	const groups = Array.from({ length: seeds }, (_, place) => ids.slice(place, place + size))
	const tests = await Promise.all(groups.map((group) => togetherRight(lab, group)))
	const trained = await runsOf(name, recipe, 1)
	if (Math.abs((trained.tests[0] ?? NaN) - (tests[0] ?? NaN)) > 1e-9)
		throw new Error(`${name} came to ${trained.tests[0]}, the mean of its networks' answers to ${tests[0]}`)
	return { tests, held: trained.held, seconds: trained.seconds }
}

const done: [string, Reached][] = []
const { environment } = await (async () => {
	try {
		for (const name of values.models.split(',')) {
			const recipe = findPreset(name)?.recipe
			if (!recipe) throw new Error(`there is no preset ${name}`)
			done.push([name, recipe.committee > 1 ? await committeesOf(name, recipe) : await runsOf(name, recipe, seeds)])
		}
		const [run] = await lab.client.runs.list({ limit: 1 })
		return run ? await lab.client.runs.get({ run: run.id }) : { environment: null }
	} finally {
		await lab.close()
	}
})()

const share = (value: number) => (100 * value).toFixed(2)
const rows = done.map(([name, { tests, held, seconds: least }]) => {
	const { mean, deviation } = meanAndDeviation(tests)
	return [
		name,
		`${share(mean)} ± ${share(deviation)} %`,
		tests.map(share).join(', '),
		`${share(meanAndDeviation(held).mean)} %`,
		seconds(least)
	]
})
const page = `# What the presets reach

Test accuracy, mean ± standard deviation of ${seeds} seeds, and of each; the weights are those of the last epoch or their
average, nothing was chosen by the test images. Training seconds are those of the run that was disturbed least by other work of
the machine, with the validation after each epoch. A committee's networks have seeds that follow its own; they were trained
alone, and the first committee as one as well, to the same answers. As neighbours share networks, their spread is smaller than
that of committees with networks of their own.
Made by \`npm run bench -- presets --models ${values.models}\`.

${markdownTable(['preset', 'test', `of each`, 'validation', 'training'], rows)}

${environment ? `TensorFlow ${environment.tensorflow} (${environment.backend}), Node ${environment.node}, ${environment.cpu}, ${environment.threads} threads.` : ''}
`
writeFileSync(new URL('../docs/presets.md', import.meta.url), page)
console.log(page)
