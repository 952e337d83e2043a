import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openLab } from '../src/main/lab.ts'
import { worldHere } from '../src/main/world.ts'
import { seconds } from '../src/shared/format.ts'
import type { RunDetail } from '../src/shared/runs.ts'
import { finishedRun } from './parts/finished-run.ts'
import { meanAndDeviation, median } from './parts/spread.ts'
import { markdownTable } from './parts/table.ts'

/**
 * What the presets beyond the notebook reach: each at full length with seeds 1 to `--seeds` (5), weights of the last epoch
 * or their average, the test images looked at once a run, at its end. Writes docs/presets.md. `--home` keeps the runs, so
 * that a call which is cut off, or one with more seeds, trains only what is missing; `--models` names presets.
 */
const { values } = parseArgs({
	options: {
		home: { type: 'string' },
		seeds: { type: 'string', default: '5' },
		models: { type: 'string', default: 'cnn-fast,mlp-augmented,cnn-best,cnn-committee' }
	}
})
const world = worldHere({ home: values.home ?? join(tmpdir(), `digit-lab-presets-${process.pid}`) })
const lab = openLab(world)
const done: [string, RunDetail[]][] = []
try {
	for (const name of values.models.split(',')) {
		const runs: RunDetail[] = []
		for (let seed = 1; seed <= Number(values.seeds); seed++) {
			runs.push(await finishedRun(lab, name, seed))
			console.log(name, seed, runs.at(-1)?.testAccuracy, `${runs.at(-1)?.seconds.toFixed(0)} s`)
		}
		done.push([name, runs])
	}
} finally {
	await lab.close()
}

const share = (value: number) => (100 * value).toFixed(2)
const rows = done.map(([name, runs]) => {
	const tests = runs.map(({ testAccuracy }) => testAccuracy ?? NaN)
	const held = runs.map(({ points }) => points.at(-1)?.valAccuracy ?? NaN)
	const { mean, deviation } = meanAndDeviation(tests)
	return [
		name,
		`${share(mean)} ± ${share(deviation)} %`,
		tests.map(share).join(', '),
		`${share(meanAndDeviation(held).mean)} %`,
		seconds(median(runs.map((run) => run.seconds)))
	]
})
const environment = done[0]?.[1][0]?.environment
const page = `# What the presets reach

Test accuracy, mean ± standard deviation of ${values.seeds} seeds, and of each; the weights are those of the last epoch or their
average, nothing was chosen by the test images. Training seconds are the median and include the validation after each epoch.
Made by \`npm run bench -- presets --models ${values.models}\`.

${markdownTable(['preset', 'test', `seeds 1 to ${values.seeds}`, 'validation', 'training'], rows)}

${environment ? `TensorFlow ${environment.tensorflow} (${environment.backend}), Node ${environment.node}, ${environment.cpu}, ${environment.threads} threads.` : ''}
`
writeFileSync(new URL('../docs/presets.md', import.meta.url), page)
console.log(page)
