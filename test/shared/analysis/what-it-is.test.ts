import { expect, test } from 'vitest'
import { analyse } from '../../../src/main/data/analysis/analyse.ts'
import type { Labelled } from '../../../src/main/data/mnist.ts'
import { isChapter } from '../../../src/shared/analysis/what-it-is.ts'

/** Images of 10 × 10 pixels: each a few bright rows, and `shade` in one corner, which makes them nearly but not quite alike. */
function rows(images: readonly { row: number; shade: number; label: number }[]): Labelled {
	const pixels = new Uint8Array(images.length * 100)
	for (const [image, { row, shade }] of images.entries()) {
		pixels.fill(255, image * 100 + row * 10, image * 100 + row * 10 + 10)
		pixels[image * 100 + 99] = shade
	}
	return {
		images: { count: images.length, height: 10, width: 10, pixels },
		labels: Uint8Array.from(images, ({ label }) => label)
	}
}
function duplicates(training: Labelled, test: Labelled) {
	const about = { name: 'Rows', source: '', sha256: '0'.repeat(64), files: [], classNames: ['even', 'odd'] }
	const analysis = analyse({ ...about, training, test }, () => undefined, Date.now)
	const section = isChapter('Rows', analysis).sections.find(({ id }) => id === 'duplicates')
	return { ...analysis.duplicates, says: section?.says.join(' ') ?? '' }
}
const alike = (count: number, row: number) =>
	Array.from({ length: count }, (_, shade) => ({ row, shade: 1 + shade, label: row % 2 }))

test('a test image that is nearly like many training images is counted once', () => {
	// of the four test images one is nearly like five of training, one a copy of that, one a copy of a training image
	const training = rows([...alike(5, 2), { row: 5, shade: 0, label: 1 }])
	const near = { row: 2, shade: 20, label: 0 }
	const test = rows([near, near, { row: 5, shade: 0, label: 1 }, { row: 8, shade: 0, label: 0 }])
	const { exact, near: found, inTraining, says } = duplicates(training, test)
	expect([exact.across, found.across, inTraining]).toEqual([1, 5, 3])
	expect(says).toContain('So at most 75.00 % of the test could be answered from memory.')
})

test('that all nearly alike are of one class is said only where all pairs were looked at', () => {
	const none = rows([{ row: 9, shade: 0, label: 1 }])
	// 10 pairs of evens are all that there are
	expect(duplicates(rows(alike(5, 2)), none).says).toContain(
		'10 within training, 0 within test, 0 between the two, all of class even.'
	)
	// 45 pairs of evens are more than the 24 that are kept, and three pairs of odds, less alike, are not among those
	const odds = [0, 25, 10].map((shade) => ({ row: 5, shade, label: 1 }))
	const { near, says } = duplicates(rows([...alike(10, 2), ...odds]), none)
	expect([near.training, near.pairs.length, new Set(near.pairs.map(({ one }) => one.label)).size]).toEqual([48, 24, 1])
	expect(says).not.toContain('all of class')
})
