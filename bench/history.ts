import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { openLab } from '../src/main/lab.ts'
import { serve } from '../src/main/serve.ts'
import { table } from '../src/main/shells/terminal/table.ts'
import { worldHere } from '../src/main/world.ts'
import { allRuns, inHandfuls } from '../src/shared/history.ts'
import { everything, filterRuns } from '../src/shared/run-filter.ts'
import { runColumns } from '../src/shared/run-columns.ts'
import { sortRuns } from '../src/shared/run-order.ts'
import type { RunRow } from '../src/shared/runs.ts'
import { historyPage } from './parts/history-page.ts'
import { writeRuns } from './parts/many-runs.ts'

/**
 * How long it takes to find a run among ten thousand: in the core, and in the real page in Chromium. `--home` keeps the
 * lab that is made (4 GB: every test result has its real size) for the next time; `--runs` makes a smaller one.
 */
const { values } = parseArgs({ options: { home: { type: 'string' }, runs: { type: 'string', default: '10000' } } })
const browser = process.env['DIGIT_LAB_BROWSER']
if (!browser) throw new Error('There is no browser to measure in: "npm run setup" looks for one.')

const home = values.home ?? mkdtempSync(join(tmpdir(), 'digit-lab-history-'))
mkdirSync(home, { recursive: true })
if (!existsSync(join(home, 'lab.sqlite'))) {
	console.error(`Writing ${values.runs} runs into ${home} …`)
	writeRuns(home, Number(values.runs))
}

const figures: { what: string; took: string }[] = []
const note = (what: string, milliseconds: number) => {
	figures.push({ what, took: `${milliseconds.toFixed(1)} ms` })
}
/** The shortest of three: what the work takes, not what else this machine does. */
async function time(what: string, work: () => unknown) {
	const took: number[] = []
	for (let turn = 0; turn < 3; turn++) {
		const from = performance.now()
		await work()
		took.push(performance.now() - from)
	}
	note(what, Math.min(...took))
}

const lab = openLab(worldHere({ home }))
const served = await serve(lab, { port: 0, open: false, say: () => undefined })
const chrome = await chromium.launch({ executablePath: browser, args: ['--no-sandbox', '--disable-gpu'] })
try {
	await measureCore()
	const page = await chrome.newPage({ viewport: { width: 1280, height: 800 } })
	const delays = monitorEventLoopDelay({ resolution: 1 })
	delays.enable()
	await historyPage(page, served.address, note, () => {
		delays.disable()
		note('core: longest block while the page loads (its driver is in this process too)', delays.max / 1e6)
	})
} finally {
	await chrome.close()
	await served.close()
	await lab.close()
	if (!values.home) rmSync(home, { recursive: true })
}
console.log(
	table(
		[
			{ title: 'what', cell: (row) => row.what },
			{ title: 'took', right: true, cell: (row) => row.took }
		],
		figures
	)
)

async function measureCore() {
	let runs: RunRow[] = []
	const portions: number[] = []
	const from = performance.now()
	let last = from
	runs = await allRuns(lab.client, () => {
		portions.push(performance.now() - last)
		last = performance.now()
	})
	note(`core: list of ${runs.length} runs, the first time`, performance.now() - from)
	note('core: its longest portion', Math.max(...portions))
	await time('core: list again', async () => (runs = await allRuns(lab.client)))
	for (const { name } of runColumns)
		await time(`sort by ${name}`, () => sortRuns(runs, { column: name, falling: true }))
	await time('filter by words', () => filterRuns(runs, { ...everything, words: 'adam 64 report' }))
	const fresh = runs.map((run) => ({ ...run }))
	const start = performance.now()
	filterRuns(fresh, { ...everything, words: 'adam 64 report' })
	note('filter by words, the first time', performance.now() - start)
	const hundred = runs.slice(0, 100).map(({ id }) => id)
	await time('core: write on 100 runs', () => lab.client.runs.edit({ runs: hundred, change: { note: 'seen' } }))
	await time('core: delete and restore 100 runs', async () => {
		await lab.client.runs.remove({ runs: hundred })
		await lab.client.runs.restore({ runs: hundred })
	})
	const all = runs.map(({ id }) => id)
	await time('core: star and unstar all, a handful at a time', async () => {
		await inHandfuls(all, (some) => lab.client.runs.edit({ runs: some, change: { starred: true } }))
		await inHandfuls(all, (some) => lab.client.runs.edit({ runs: some, change: { starred: false } }))
	})
}
