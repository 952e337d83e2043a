import { expect, test } from 'vitest'
import { analyse } from '../../../src/main/data/analysis/analyse.ts'
import { pixelPictures } from '../../../src/main/data/analysis/pixel-pictures.ts'
import { smallEnough } from '../../../src/main/data/analysis/smaller.ts'
import { mnist, only } from './some-of-mnist.ts'

const few = {
	...mnist,
	training: only(mnist.training, (image) => image < 500),
	test: only(mnist.test, (image) => image < 200)
}
const found = analyse(few, () => undefined, Date.now)

test('another size of images and other classes are looked at in the same way', () => {
	// three classes of 40 × 9 pixels: where a bright column stands
	const count = 300
	const pixels = new Uint8Array(count * 360)
	const labels = Uint8Array.from({ length: count }, (_, image) => image % 3)
	for (let image = 0; image < count; image++)
		for (let y = 0; y < 40; y++)
			for (const x of [0, 1])
				pixels[image * 360 + y * 9 + 3 * (image % 3) + x] = y > image % 17 ? 200 : (image * 31 + y * 7) % 50
	const part = { images: { count, height: 40, width: 9, pixels }, labels }
	const columns = { ...mnist, classNames: ['left', 'middle', 'right'], training: part, test: part }
	const { about, baselines, counts, meanDistances } = analyse(columns, () => undefined, Date.now)
	expect(about).toMatchObject({ height: 40, width: 9, classNames: ['left', 'middle', 'right'] })
	expect(counts.training.classes).toEqual([100, 100, 100])
	expect(baselines.map(({ correct }) => correct)).toEqual([300, 300, 300, 300])
	expect(meanDistances.length).toBe(3)
	expect(smallEnough(part.images)).toMatchObject({ height: 20, width: 5 })
})

test('a class without images is no fault', () => {
	const { classes, all } = pixelPictures(few.training, 12)
	expect(classes[11]?.mean).toEqual(all.mean.map(() => 0))
	const empty = { ...few, classNames: [...few.classNames, 'ten'] }
	const { balance, baselines, outliers } = analyse(empty, () => undefined, Date.now)
	expect(balance.split).toEqual(found.balance.split)
	expect(baselines[0]?.correct).toBe(found.baselines[0]?.correct)
	expect(outliers[10]).toEqual([])
})
