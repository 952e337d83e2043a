import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { LabProblem } from '../../../src/shared/problems.ts'
import { csv, idx, npy, pictures, read, some, type Files } from './made.ts'

const { pixels, labels } = some('training', 60)
const images = idx([60, 28, 28], pixels)
const few = { images: idx([60, 28, 28], pixels), labels: idx([60], labels) }
const table = csv(some('training', 60))
const lineWith = (change: (cells: string[]) => string[]) => {
	const lines = table.split('\n')
	lines[16] = change((lines[16] ?? '').split(',')).join()
	return lines.join('\n')
}
const numpy = (x: Uint8Array, y = npy([60], labels)) => zipSync({ 'x_train.npy': x, 'y_train.npy': y })
const shares = Float32Array.from(pixels, (pixel) => pixel / 255)
const withNaN = shares.slice()
withNaN[784 * 3 + 5] = NaN

/** Whatever is wrong is told with the file, the place and what to do. */
const cases: [string, Files | Promise<Files>, RegExp][] = [
	['nothing', {}, /nothing to read.*Bring IDX files/],
	['an empty file', { 'a.csv': '' }, /a\.csv is empty/],
	['a file of no known kind', { 'a.doc': 'hello' }, /a\.doc is of no kind that is read here\. Bring/],
	[
		'images cut off',
		{ 'train-images': images.subarray(0, 5000), 'train-labels': few.labels },
		/train-images is cut off: its header promises 60 × 28 × 28 .* but \d+ bytes follow\. Fetch it again/
	],
	[
		'images that go on',
		{ 'train-images': Buffer.concat([images, images]), 'train-labels': few.labels },
		/train-images is too long/
	],
	[
		'10⁹ claimed images',
		{ 'train-images': idx([1e9, 28, 28], pixels), 'train-labels': few.labels },
		/has 60 labels, but train-images has 1,000,000,000|claims 1,000,000,000 images/
	],
	[
		'10⁹ claimed labels',
		{ 'train-images': images, 'train-labels': idx([1e9], labels) },
		/train-labels claims labels of 1000000000/
	],
	[
		'a side of 70,000',
		{ 'train-images': idx([60, 70_000, 28], pixels), 'train-labels': few.labels },
		/claims images of 70000 × 28 pixels/
	],
	[
		'a header cut off',
		{ 'train-images': images.subarray(0, 10), 'train-labels': few.labels },
		/train-images is 10 bytes long, too short for an IDX header/
	],
	[
		'more labels than images',
		{ 'train-images': images, 'train-labels': idx([61], [...labels, 1]) },
		/train-labels has 61 labels, but train-images has 60 images\. Bring files that belong together/
	],
	['labels alone', { 'train-labels': few.labels }, /There are no images in train-labels/],
	[
		'a gzip bomb',
		{ 'train-images.gz': gzipSync(idx([60, 28, 28], new Uint8Array(300_000_000))), 'train-labels': few.labels },
		/train-images\.gz (is too long|unpacks to more than 200 times its size)/
	],
	[
		'a gzip bomb in a table',
		{ 'train.csv.gz': gzipSync(Buffer.alloc(100_000_000, '1,')) },
		/train\.csv\.gz .*(unpacks to more than 200 times|characters)/
	],
	[
		'a damaged gzip',
		{ 'train-images.gz': gzipSync(images).fill(7, 400, 900), 'train-labels': few.labels },
		/train-images\.gz cannot be unpacked .*Fetch it again/
	],
	[
		'a table with a missing column',
		{ 'train.csv': lineWith((cells) => cells.slice(0, 700)) },
		/train\.csv has 700 columns in line 17, but 785 in its first line\. Mend or remove that line/
	],
	[
		'a table with one too many',
		{ 'train.csv': lineWith((cells) => [...cells, '0']) },
		/train\.csv has more than 785 columns in line 17/
	],
	[
		'300 in a pixel',
		{ 'train.csv': lineWith((cells) => cells.with(41, '300')) },
		/train\.csv has "300" in line 17, pixel40, where a whole number from 0 to 255 should stand/
	],
	['a word in a pixel', { 'train.csv': lineWith((cells) => cells.with(41, 'ink')) }, /has "ink" in line 17, pixel40/],
	['an empty cell', { 'train.csv': lineWith((cells) => cells.with(2, '')) }, /has nothing in line 17, pixel1,/],
	[
		'a table that is no square',
		{ 'train.csv': 'label,a,b,c\n1,2,3,4\n' },
		/has 3 columns beside the label in line 1, which is no square/
	],
	[
		'NaN in an npz',
		{ 'a.npz': numpy(npy([60, 28, 28], new Uint8Array(withNaN.buffer), '<f4')) },
		/a\.npz \(x_train\) has NaN in image 3, pixel 5, .*Mend that value/
	],
	[
		'a pickle in an npz',
		{ 'a.npz': zipSync({ 'x_train.npy': npy([60], new Uint8Array(60), '|O'), 'y_train.npy': npy([60], labels) }) },
		/a\.npz \(x_train\) holds Python objects \(a pickle\), .* never loaded here\. Save its numbers alone/
	],
	[
		'a raw pickle in an npz',
		{ 'a.npz': zipSync({ 'x_train.npy': Uint8Array.of(0x80, 4, 0x95, 1, 2, 3, 4, 5) }) },
		/a\.npz \(x_train\) holds Python objects/
	],
	['a pickle', { 'mnist.pkl': Uint8Array.of(0x80, 4, 0x95, 1) }, /mnist\.pkl is a pickle, .*never loaded here/],
	[
		'an npz that claims 10⁹ images',
		{ 'a.npz': numpy(npy([1e9, 28, 28], pixels)) },
		/has 60 labels, but|claims 1,000,000,000 images/
	],
	[
		'an npz in Fortran order',
		{ 'a.npz': numpy(npy([60, 28, 28], pixels, '|u1', 'True')) },
		/laid out column by column.*ascontiguousarray/
	],
	[
		'an npz cut off',
		{ 'a.npz': numpy(npy([60, 28, 28], pixels)).subarray(0, 3000) },
		/a\.npz has no directory at its end/
	],
	[
		'labels without a number, and bytes behind them',
		{ 'a.npz': numpy(npy([60, 28, 28], pixels), npy([60, 0], labels)) },
		/a\.npz \(y_train\) claims labels of 60 × 0\. Bring a file with one label an image/
	],
	...(['|u1', '<f4'] as const).map((kind): (typeof cases)[number] => [
		`pictures in five dimensions as ${kind}`,
		{
			'a.npz': numpy(
				npy([20, 28, 28, 3, 1], kind === '|u1' ? pixels : new Uint8Array(shares.buffer), kind),
				npy([20], labels.subarray(0, 20))
			)
		},
		/a\.npz \(x_train\) is an array of 20 × 28 × 28 × 3 × 1\. Bring it as \(images, height, width\), or with 1 as a fourth/
	]),
	[
		'colour pictures in an npz',
		{ 'a.npz': numpy(npy([20, 28, 28, 3], pixels), npy([20], labels.subarray(0, 20))) },
		/in colour\. Make them grey first/
	],
	[
		'one class alone',
		{ 'train-images': images, 'train-labels': idx([60], new Uint8Array(60)) },
		/All images are of one class/
	],
	[
		'pictures of one class',
		pictures(20).then((all) => Object.fromEntries(Object.entries(all).filter(([path]) => path.includes('/1/')))),
		/pictures are of one class alone \("1"\)/
	],
	[
		'pictures of mixed sizes',
		mixed(),
		/The pictures are of 2 sizes \(height × width\): 30 of 28 × 28 \(.*\), 1 of 14 × 28 \(digits\/9\/odd\.png\)\. Bring pictures of one size, or say which size/
	],
	['a Parquet file cut off', { 'a.parquet': 'PAR1 and nothing more' }, /a\.parquet cannot be read as Parquet/]
]

async function mixed(): Promise<Files> {
	const { default: sharp } = await import('sharp')
	const odd = await sharp(pixels.subarray(0, 392), { raw: { width: 28, height: 14, channels: 1 } })
		.png()
		.toBuffer()
	return { ...(await pictures(30)), 'digits/9/odd.png': odd }
}

test.each(cases)('%s: a sentence with file, place and remedy', async (_, files, sentence) => {
	const before = process.memoryUsage.rss()
	const problem = await read(await files).then(
		({ preview }) => expect.fail(`was read as ${JSON.stringify(preview)}`),
		(error: unknown) => error
	)
	expect(problem).toBeInstanceOf(LabProblem)
	expect((problem as LabProblem).message).toMatch(sentence)
	expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 2 ** 20)
})

test('a picture that is none is left out by name, and the rest is read', async () => {
	const { preview } = await read({ ...(await pictures(60)), 'digits/3/broken.png': 'no picture' })
	const [left] = preview.skipped
	expect(left?.file).toBe('digits/3/broken.png')
	expect(left?.why).toMatch(/^it cannot be read as a picture/)
	expect(preview.skippedCount).toBe(1)
})
