import { parseArgs } from 'node:util'
import { doubtsOf } from '../src/main/judge/unlike.ts'
import { readMnist } from '../src/main/data/mnist.ts'
import { openLikeness } from '../src/main/train/likeness.ts'
import { read } from '../src/main/vision/read.ts'
import { decode } from '../src/main/vision/decode.ts'
import { worldHere } from '../src/main/world.ts'
import { percent } from '../src/shared/format.ts'
import { readingSettings } from '../src/shared/vision.ts'
import { inRow, page } from './parts/page.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * How often it is said of pairs of MNIST's test digits that hang together that they touch, and of single ones; put into
 * docs/reading.md. Pairs overlap by 1 to 3 of MNIST's pixels. `--training` tells the same of training images that nothing
 * is compared with, from which the rule was chosen, and writes nothing.
 */
const { values } = parseArgs({
	options: {
		pairs: { type: 'string', default: '400' },
		singles: { type: 'string', default: '3000' },
		training: { type: 'boolean', default: false }
	}
})
const settings = readingSettings.parse({})
const { training, test } = readMnist(worldHere({}).dataFolder)
const known = await openLikeness(training.images.pixels, training.labels)
const { pixels } = (values.training ? training : test).images
// every sixth training image is compared with: the ones after those
const imageOf = (image: number) => {
	const from = 784 * (values.training ? 6 * image + 1 : image)
	return pixels.slice(from, from + 784)
}
const place = { left: 60, top: 60, side: 140 }

type Said = 'parted' | 'touching' | 'unlike' | 'nothing'

/** What is said of what is found: that there are several, that they touch, that it is like no digit, or nothing. */
async function said(images: readonly number[], gap: number): Promise<Said> {
	const { digits } = read(
		await decode(await page(400, 260, inRow(images, place, gap, imageOf), imageOf), 'page'),
		settings
	)
	const [one] = digits
	if (!one || digits.length > 1) return 'parted'
	const [likeness = 0] = known.likeness(one.field)
	const sure = Float32Array.from({ length: 10 }, (_, digit) => Number(digit === 0))
	const [doubt] = doubtsOf(sure, { likeness, touching: one.touching, box: one.box })
	return doubt === undefined ? 'nothing' : doubt.sentence.includes('touch') ? 'touching' : 'unlike'
}

async function row(name: string, count: number, images: (at: number) => number[], gap: (at: number) => number) {
	const all: Said[] = []
	for (let at = 0; at < count; at++) all.push(await said(images(at), gap(at)))
	const whole = all.filter((one) => one !== 'parted')
	const share = (what: Said) => percent(whole.filter((one) => one === what).length / whole.length, 1)
	return `| ${name} | ${whole.length} | ${share('touching')} | ${share('unlike')} | ${share('nothing')} |`
}

const rows = [
	await row(
		'pairs that hang together',
		Number(values.pairs),
		(at) => [at, at + 1000],
		(at) => -1 - (at % 3)
	),
	await row(
		'single digits',
		Number(values.singles),
		(at) => [at + 2000],
		() => 0
	)
]
const head =
	'| digits | pictures | said to touch, or that they may | said to be no digit | nothing said |\n| --- | ---: | ---: | ---: | ---: |'
const table = `${head}\n${rows.join('\n')}`
console.log(table)
if (!values.training) writeBetween('reading.md', 'touching', '', table)
