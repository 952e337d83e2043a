import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { readMnist } from '../src/main/data/mnist.ts'
import { likenessLimit, thinLimit } from '../src/main/judge/unlike.ts'
import { openLab } from '../src/main/lab.ts'
import { comparedEvery, openLikeness } from '../src/main/train/likeness.ts'
import { random } from '../src/main/train/random.ts'
import { worldHere } from '../src/main/world.ts'
import { percent } from '../src/shared/format.ts'
import { finishedRun } from './parts/finished-run.ts'
import { howFar } from './parts/how-far.ts'
import { digitsAnew } from './parts/digits-anew.ts'
import { notDigits, type Kind } from './parts/not-digits.ts'
import { thinAnswers } from './parts/thin-answers.ts'

/**
 * How often the lab doubts digits, and how many pictures that are none it catches; writes docs/unlike.md. `--fashion` names
 * Fashion-MNIST's t10k-images-idx3-ubyte.gz (Debian: dataset-fashion-mnist), `--home` keeps the runs that thin answers are
 * measured on, `--seed` makes other pictures.
 */
const { values } = parseArgs({
	options: {
		home: { type: 'string' },
		fashion: { type: 'string', default: '/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz' },
		count: { type: 'string', default: '300' },
		seed: { type: 'string', default: '1' },
		to: { type: 'string' }
	}
})
const count = Number(values.count)
const world = worldHere({ home: values.home ?? join(tmpdir(), `digit-lab-unlike-${process.pid}`) })

const lab = openLab(world)
const thin = []
try {
	for (const name of ['mlp-64', 'mlp-128-dropout', 'mlp-512-dropout'])
		thin.push(await thinAnswers(lab, await finishedRun(lab, name, 1), thinLimit))
} finally {
	await lab.close()
}

const { training, test } = readMnist(world.dataFolder)
const known = await openLikeness(training.images.pixels, training.labels)
const source = random(Number(values.seed), 'unlike')
const fashion = existsSync(values.fashion) ? gunzipSync(readFileSync(values.fashion)).subarray(16) : null
if (!fashion) console.error(`There is no ${values.fashion}: measured without clothes.`)

// as many others, the next ones
const heldOut = Uint8Array.from({ length: training.images.pixels.length / comparedEvery }, (_, at) => {
	const image = Math.floor(at / 784) * comparedEvery + 1
	return training.images.pixels[image * 784 + (at % 784)] ?? 0
})
console.error(`98 of 100 digits are nearer than (train/likeness.ts): ${howFar(known, heldOut)}`)
const below = ({ name, fields }: Kind) => {
	const joined = new Uint8Array(fields.length * 784)
	for (const [place, field] of fields.entries()) joined.set(field, place * 784)
	return row(name, known.likeness(joined))
}
const row = (name: string, likeness: Float32Array) =>
	`| ${name} | ${likeness.length} | ${percent(likeness.filter((one) => one < likenessLimit).length / likeness.length, 1)} |`

const digits = [
	row('MNIST, training images not compared with', known.likeness(heldOut)),
	row('MNIST, test images', known.likeness(test.images.pixels)),
	...(await digitsAnew(source, test.images.pixels, count)).map(below)
]
const others = (await notDigits(source, test.images.pixels, fashion, count)).map(below)

const page = `# When it says that it does not know

A picture is *unlike any digit* when its likeness is below ${likenessLimit}: when it is farther from the nearest of 10,000 training
images than 98 of 100 digits are that resemble the same digit. Compared are edges: slopes in six directions, in 7 × 7 cells.
The limits were chosen on 10,000 other training images; neither the test images nor the pictures below were used for
them. Everything but stripes, noise and MNIST itself went through the lab's own reading. Made by \`npm run bench -- unlike\`.

| digits | pictures | wrongly doubted |
| --- | ---: | ---: |
${digits.join('\n')}

| no digits | pictures | caught |
| --- | ---: | ---: |
${others.join('\n')}

Letters and signs that somebody writes a digit like are left out (O o D Q U u I i J j l L Z z S s b G T B a g q P p y Y H h,
brackets, strokes and dots). Half a digit is often another whole one (half an 8 is a 3), which no limit can tell. What to compare was chosen
by looking at other pictures of the same kinds, made of training images.

An answer is *thin* when the second digit has at least ${percent(thinLimit, 0)} of the first one's probability. On validation images:

| network | wrong of all | thin | wrong of the thin | mistakes that were thin | of these, the second was right |
| --- | ---: | ---: | ---: | ---: | ---: |
${thin.join('\n')}
`
writeFileSync(values.to ?? new URL('../docs/unlike.md', import.meta.url), page)
console.log(page)
process.exit()
