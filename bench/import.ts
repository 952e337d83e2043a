import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFiles } from '../src/main/shells/terminal/data-files.ts'
import { openLab } from '../src/main/lab.ts'
import { placesOf } from '../src/main/data/places.ts'
import { listSets, readSet, someImages } from '../src/main/data/sets.ts'
import { worldHere } from '../src/main/world.ts'
import { writeShifted } from './parts/shifted-digits.ts'

// npm run bench -- import: how long 800,000 images (EMNIST's size) take to come in, to be opened, and with --report to be
// looked at, and in how much memory

const { values } = parseArgs({
	options: { images: { type: 'string', default: '800000' }, report: { type: 'boolean' } }
})
const images = Number(values.images)
const held = Math.floor(images / 8)
const world = worldHere({ home: mkdtempSync(join(worldHere({}).scratch, 'digit-lab-bench-')) })
const folder = join(world.home, 'synthetic')

/** Watches this process; what is answered says what was seen. */
function watch(): () => void {
	globalThis.gc?.()
	const before = process.memoryUsage.rss()
	const worked = process.cpuUsage()
	let peak = before
	let longest = 0
	let last = performance.now()
	const beat = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss())
		longest = Math.max(longest, performance.now() - last - 5)
		last = performance.now()
	}, 5)
	return () => {
		clearInterval(beat)
		const { user, system } = process.cpuUsage(worked)
		const memory = `${Math.round((peak - before) / 2 ** 20)} MiB more than before, ${Math.round(peak / 2 ** 20)} MiB in all, threads included`
		console.log(
			`          ${((user + system) / 1e6).toFixed(1)} s of processors, ${memory}; the core's thread was held up for at most ${longest.toFixed(0)} ms`
		)
	}
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(2)} s`

try {
	mkdirSync(folder)
	writeShifted(world.dataFolder, folder, 'train', 0, images - held)
	writeShifted(world.dataFolder, folder, 't10k', images - held, held)
	const lab = openLab(world)
	const watched = watch()
	const incoming = randomUUID()
	let began = performance.now()
	await lab.bytes.bring(incoming, dataFiles([folder], new AbortController().signal))
	console.log(`brought   ${seconds(began)}`)
	began = performance.now()
	const preview = await lab.client.data.preview({ incoming })
	console.log(`read      ${seconds(began)}: ${preview.classes.length} classes, ${images.toLocaleString('en')} images`)
	began = performance.now()
	const set = await lab.client.data.import({ incoming, name: 'Synthetic' })
	console.log(`kept      ${seconds(began)}`)
	watched()
	const places = placesOf(world)
	began = performance.now()
	listSets(places)
	console.log(`listed    ${(performance.now() - began).toFixed(1)} ms`)
	began = performance.now()
	await someImages(
		places,
		set.id,
		'training',
		Array.from({ length: 100 }, (_, at) => at * Math.floor((images - held) / 100))
	)
	console.log(`100 of it ${(performance.now() - began).toFixed(1)} ms`)
	if (values.report) {
		for (const work of ['analysis', 'map'] as const) {
			began = performance.now()
			const looked = watch()
			for await (const { kind } of await lab.client.data.work({ set: set.id, work })) if (kind === 'done') break
			console.log(`${work.padEnd(9)} ${seconds(began)}`)
			looked()
		}
		began = performance.now()
		const written = watch()
		const { body } = await lab.bytes.dataReport(set.id, 'html')
		console.log(`report    ${seconds(began)}: ${((body as Uint8Array).length / 1e6).toFixed(1)} MB`)
		written()
	}
	began = performance.now()
	readSet(places, set.id)
	console.log(`all of it ${seconds(began)}, checksum counted anew`)
	await lab.close()
} finally {
	rmSync(world.home, { recursive: true, force: true })
}
