import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { serve } from '../src/main/serve.ts'
import { simulatedLab } from './parts/simulated-lab.ts'

/**
 * Whether the page keeps up and levels off: the real page in Chromium, fed with an hour's worth of live updates in a few
 * minutes (7,200 epochs and 24,000 words of progress, of several runs one after another), watched on the run's page, then
 * on the comparison of all. After forced collection it prints heap and nodes over time, and what an update costs.
 */
const { values } = parseArgs({
	options: {
		epochs: { type: 'string', default: '7200' },
		progress: { type: 'string', default: '24000' },
		runs: { type: 'string', default: '3' },
		/** Epochs told each second. */
		pace: { type: 'string', default: '40' }
	}
})
const [epochs, progress, runs, pace] = [values.epochs, values.progress, values.runs, values.pace].map(Number) as [
	number,
	number,
	number,
	number
]
const browser = process.env['DIGIT_LAB_BROWSER']
if (!browser) throw new Error('There is no browser to measure in: "npm run setup" looks for one.')

const lab = simulatedLab()
const served = await serve(lab, { port: 0, open: false, say: () => undefined })
const chrome = await chromium.launch({ executablePath: browser, args: ['--no-sandbox', '--disable-gpu'] })
try {
	const page = await chrome.newPage({ viewport: { width: 1280, height: 800 } })
	await page.goto(served.address)
	await page.getByRole('heading', { level: 1 }).waitFor()
	const inspector = await page.context().newCDPSession(page)
	// the processor's time, not the clock's: what else this machine does is not the page's cost
	await inspector.send('Performance.enable', { timeDomain: 'threadTicks' })
	await inspector.send('HeapProfiler.enable')

	const each = Math.floor(epochs / runs)
	let told = 0
	console.log(
		'page      epochs told  in view  heap MB   nodes  ms of script an epoch  of style and layout  longest gap ms'
	)
	let spent = await busy()
	async function busy(): Promise<{ script: number; layout: number }> {
		const { metrics } = await inspector.send('Performance.getMetrics')
		const of = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000
		return { script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') }
	}
	async function look(where: string, inView: number, since: number) {
		const now = await busy()
		for (let twice = 0; twice < 2; twice++) await inspector.send('HeapProfiler.collectGarbage')
		const { usedSize } = await inspector.send('Runtime.getHeapUsage')
		const { nodes } = await inspector.send('Memory.getDOMCounters')
		const gap = await page.evaluate(() => {
			const watched = window as unknown as { gap?: number }
			const longest = watched.gap ?? 0
			watched.gap = 0
			return longest
		})
		const costs = [now.script - spent.script, now.layout - spent.layout].map((cost) =>
			since === 0 ? '–' : (cost / since).toFixed(1)
		)
		const cells = [told, inView, (usedSize / 2 ** 20).toFixed(1), nodes, ...costs, gap.toFixed(0)]
		const widths = [11, 7, 7, 6, 22, 19, 14]
		console.log([where.padEnd(8), ...cells.map((cell, place) => String(cell).padStart(widths[place] ?? 0))].join('  '))
		spent = await busy()
	}
	await page.evaluate(() => {
		const watched = window as unknown as { gap: number }
		let last = performance.now()
		const frame = (now: number) => {
			watched.gap = Math.max(watched.gap || 0, now - last)
			last = now
			requestAnimationFrame(frame)
		}
		requestAnimationFrame(frame)
	})

	for (let number = 1; number <= runs; number++) {
		const { id } = lab.begin(each)
		await page.evaluate((to) => (location.hash = to), `#/runs/${id}`)
		await page.getByRole('heading', { name: `simulated ${id}` }).waitFor()
		await look('run', 0, 0)
		for (let epoch = 1; epoch <= each; epoch++) {
			lab.epoch(id, Math.round((epoch * progress) / epochs) - Math.round(((epoch - 1) * progress) / epochs))
			told++
			await pause(1000 / pace)
			if (epoch % Math.ceil(each / 3) === 0 || epoch === each) await look('run', epoch, Math.ceil(each / 3))
		}
		lab.finish(id)
	}

	const all = Array.from({ length: runs }, (_, place) => place + 1)
	const { id } = lab.begin(each)
	await page.evaluate((to) => (location.hash = to), `#/compare/${[...all, id].join('-')}`)
	await page.getByRole('table', { name: /What differs/ }).waitFor()
	await look('compare', each * runs, 0)
	for (let epoch = 1; epoch <= each / 3; epoch++) {
		lab.epoch(id, 3)
		told++
		await pause(1000 / pace)
		if (epoch % Math.floor(each / 6) === 0) await look('compare', each * runs + epoch, Math.floor(each / 6))
	}
	await page.evaluate(() => (location.hash = '#/experiment'))
	await pause(500)
	await look('left', 0, 0)
} finally {
	await chrome.close()
	await served.close()
}
