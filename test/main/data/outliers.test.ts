import { expect, test } from 'vitest'
import { analyse } from '../../../src/main/data/analysis/analyse.ts'
import type { Labelled } from '../../../src/main/data/mnist.ts'
import { randomFrom } from '../../../bench/parts/photo.ts'
import { outliers } from '../../../src/shared/analysis/hard-images.ts'

/** Two classes of 8 × 8 pixels, a bright half with noise each; image `odd` has a bright stripe where its class has none. */
function halves(counts: readonly [number, number], odd?: number): Labelled {
	const random = randomFrom(3)
	const labels = Uint8Array.from([...Array<number>(counts[0]).fill(0), ...Array<number>(counts[1]).fill(1)])
	const pixels = new Uint8Array(labels.length * 64)
	for (let at = 0; at < pixels.length; at++) {
		const [image, column] = [Math.floor(at / 64), at % 8]
		const isBright = labels[image] === (column < 4 ? 0 : 1) || (image === odd && column === 6)
		pixels[at] = (isBright ? 150 : 30) + 40 * random()
	}
	return { images: { count: labels.length, height: 8, width: 8, pixels }, labels }
}
const analysed = (training: Labelled, test: Labelled) =>
	analyse(
		{
			...{ name: 'Halves', source: '', sha256: '0'.repeat(64), files: [] },
			classNames: ['left', 'right'],
			training,
			test
		},
		() => undefined,
		Date.now
	)

test('of forty images of a class, the one that is unlike the others is found', () => {
	const analysis = analysed(halves([40, 40], 17), halves([40, 40]))
	const [left = []] = analysis.outliers
	expect(analysis.outlierComponents).toEqual({ training: [4, 4], test: [4, 4] })
	expect(left[0]).toMatchObject({ part: 'training', image: 17 })
	expect(left[0]?.distance).toBeGreaterThan(1.5 * (left[1]?.distance ?? 0))
	expect(outliers(analysis).says.join(' ')).toContain('about 2.0 is usual with 4 components.')
	expect(outliers(analysis).says.join(' ')).toContain('Farthest of all is training image 17, a left, at')
})

test('what is usual is said for every size of class, and the least likely image of either comes first', () => {
	const analysis = analysed(halves([300, 100], 17), halves([100, 10]))
	expect(analysis.outlierComponents).toEqual({ training: [30, 10], test: [10, 0] })
	expect(analysis.outliers[0]?.[0]).toMatchObject({ part: 'training', image: 17 })
	// a plain sorting by distance would have none of those along ten components among the first
	expect(analysis.outliers[0]?.map(({ part }) => part)).toContain('test')
	const { says, table } = outliers(analysis)
	expect(says.join(' ')).toContain('from about 3.2 to 5.5 is usual, with 10 to 30 components')
	expect(says).toContain(
		'Which images are unlike their class cannot be told from fewer than 20 of them: the test images of right are too few.'
	)
	expect(new Set(table?.rows.map((row) => row.at(-1)))).toEqual(new Set(['3.16', '5.48']))
})

test('of classes that are too small nothing is shown, and why is said', () => {
	const { says, figure, table } = outliers(analysed(halves([19, 12]), halves([3, 0])))
	expect({ says, figure, table }).toEqual({
		says: [
			'Which images are unlike their class cannot be told from fewer than 20 of them: the training images of left and right and the test images of left are too few.'
		],
		figure: null,
		table: null
	})
})
