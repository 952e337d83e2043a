import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFiles } from '../src/main/shells/terminal/data-files.ts'
import { openLab } from '../src/main/lab.ts'
import { placesOf } from '../src/main/data/places.ts'
import { listSets, readSet, someImages } from '../src/main/data/sets.ts'
import { worldHere } from '../src/main/world.ts'

// npm run bench -- import: how long 800,000 images (EMNIST's size) take to come in and to be opened, and in how much memory

const { values } = parseArgs({ options: { images: { type: 'string', default: '800000' } } })
const images = Number(values.images)
const held = Math.floor(images / 8)
const world = worldHere({ home: mkdtempSync(join(worldHere({}).scratch, 'digit-lab-bench-')) })
const folder = join(world.home, 'synthetic')
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(2)} s`

/** Images of noise, which no packing or sparing helps with, and labels of 62 classes one after another. */
function writePart(name: string, count: number) {
	const head = (words: number[]) => Buffer.from(Uint32Array.from(words).buffer).swap32()
	const file = openSync(join(folder, `${name}-images-idx3-ubyte`), 'w')
	writeSync(file, head([0x803, count, 28, 28]))
	const block = Uint8Array.from({ length: 784 * 1000 }, (_, at) => (at * 2654435761) >>> 24)
	for (let from = 0; from < count; from += 1000) writeSync(file, block, 0, 784 * Math.min(1000, count - from))
	closeSync(file)
	const labels = openSync(join(folder, `${name}-labels-idx1-ubyte`), 'w')
	writeSync(labels, head([0x801, count]))
	writeSync(
		labels,
		Uint8Array.from({ length: count }, (_, at) => at % 62)
	)
	closeSync(labels)
}

try {
	mkdirSync(folder)
	writePart('train', images - held)
	writePart('t10k', held)
	const lab = openLab(world)
	const before = process.memoryUsage.rss()
	let peak = before
	let longest = 0
	let last = performance.now()
	const beat = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss())
		longest = Math.max(longest, performance.now() - last - 5)
		last = performance.now()
	}, 5)
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
	clearInterval(beat)
	console.log(`memory    ${Math.round((peak - before) / 2 ** 20)} MiB more than before, threads included`)
	console.log(`the core's thread was held up for at most ${longest.toFixed(0)} ms`)
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
	began = performance.now()
	readSet(places, set.id)
	console.log(`all of it ${seconds(began)}, checksum counted anew`)
	await lab.close()
} finally {
	rmSync(world.home, { recursive: true, force: true })
}
