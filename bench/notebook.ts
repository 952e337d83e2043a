import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openLab } from '../src/main/lab.ts'
import { worldHere } from '../src/main/world.ts'
import { percent, seconds } from '../src/shared/format.ts'
import type { RunDetail } from '../src/shared/runs.ts'
import { finishedRun } from './parts/finished-run.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Trains the Keras notebook's four models at full length, one after another, and writes its part of docs/results.md.
 * `--home` keeps the runs (and goes on where an earlier call was cut off); `--seed` is 1 unless said.
 */
const { values } = parseArgs({
	options: { home: { type: 'string' }, seed: { type: 'string', default: '1' } }
})

/** What the notebook printed: accuracy on the test images, or on validation where it gave no other. */
const notebook = {
	slp: { test: 0.9216 },
	'mlp-64': { validation: 0.9706 },
	'mlp-128-dropout': { test: 0.9719 },
	'mlp-512-dropout': { test: 0.9826 }
} as const

const home = values.home ?? join(tmpdir(), `digit-lab-notebook-${process.pid}`)
const lab = openLab(worldHere({ home }))
const done: RunDetail[] = []
try {
	for (const name of Object.keys(notebook)) done.push(await finishedRun(lab, name, Number(values.seed)))
} finally {
	await lab.close()
}
const page = write(done)
writeBetween('results.md', 'notebook', `, seed ${values.seed}`, page)
console.log(page)

function write(runs: RunDetail[]): string {
	const [first] = runs
	const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
		version: string
	}
	const rows = runs.map((run) => {
		const theirs = notebook[run.name as keyof typeof notebook]
		const last = run.points.at(-1)
		const interval = run.test
			? `${(run.test.interval.low * 100).toFixed(2)}–${(run.test.interval.high * 100).toFixed(2)}`
			: '–'
		return [
			run.name,
			String(run.epochs),
			'test' in theirs ? percent(theirs.test) : '–',
			percent(run.testAccuracy),
			interval,
			'validation' in theirs ? percent(theirs.validation) : '–',
			percent(last?.valAccuracy ?? null),
			seconds(run.seconds),
			seconds(run.seconds / run.epochsDone)
		]
	})
	const head = [
		'model',
		'epochs',
		'notebook, test',
		'ours, test',
		'95 % interval',
		'notebook, validation',
		'ours, validation',
		'training',
		'an epoch'
	]
	const machine = first?.environment
	return `${markdownTable(head, rows)}

Digit Lab ${version}, ${machine ? `TensorFlow ${machine.tensorflow} (${machine.backend}), Node ${machine.node}, ${machine.cpu}, ${machine.threads} threads` : 'unknown machine'}.`
}
