import { analyse } from '../../../src/main/data/analysis/analyse.ts'

/** Two classes of 6 × 5 pixels, `evenly` or nine to one, some images twice; and names that would break a page. */
export function made(evenly: boolean) {
	const count = 60
	const pixels = new Uint8Array(count * 30)
	const labels = Uint8Array.from({ length: count }, (_, image) => (evenly ? image % 2 : image % 10 === 0 ? 1 : 0))
	for (let image = 0; image < count; image++)
		for (let pixel = 0; pixel < 30; pixel++)
			if (image !== 7) pixels[image * 30 + pixel] = (pixel * (labels[image] === 1 ? 7 : 3) + (image % 20) * pixel) % 251
	const part = { images: { count, height: 6, width: 5, pixels }, labels }
	const subject = {
		name: '<script>alert(1)</script>',
		source: 'a "friend" & others',
		sha256: '0'.repeat(64),
		files: [],
		classNames: ['<b>bold', `"quoted" & 'more'`],
		training: part,
		test: part
	}
	return { subject, analysis: analyse(subject, () => undefined, Date.now) }
}
