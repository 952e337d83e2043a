import { aClass, count } from '../format.ts'
import type { Analysis } from './analysis.ts'
import type { Chapter, Section } from './chapters.ts'

/** How an image becomes what a dense network is fed, step by step, on one image. */
export function preparedChapter({ example, about, counts }: Analysis): Chapter {
	const { height, width, classNames } = about
	const { pixels, label } = example
	const size = height * width
	const images = counts.training.images
	const centre = Math.floor(height / 2) * width + Math.floor(width / 2)
	// where ink is, so that the numbers say something
	const from = Math.max(
		0,
		Math.min(
			size - 8,
			pixels.findIndex((value, at) => value > 0 && at >= centre - width)
		)
	)
	const some = pixels.slice(from, from + 8)
	const oneHot = classNames.map((_, at) => (at === label ? 1 : 0))
	const section = (
		id: string,
		title: string,
		says: string[],
		rows: string[][],
		figure: Section['figure'] = null
	): Section => ({
		id,
		title,
		says,
		figure,
		table: { columns: [{ title: '' }, { title: 'Before' }, { title: 'After' }], rows }
	})
	const plane = (
		caption: string,
		values: readonly number[],
		most: number,
		shape: [height: number, width: number]
	): Section['figure'] => ({
		kind: 'planes',
		height: shape[0],
		width: shape[1],
		rows: [{ title: null, planes: [{ caption, values, most }] }]
	})
	return {
		id: 'prepared',
		title: 'How it is prepared for a network',
		sections: [
			section(
				'image',
				'1 · The image as it is stored',
				[
					`Training image ${count(example.image)} is ${aClass(classNames[label] ?? '')}: ${height} rows of ${width} bytes. A convolution takes it in this shape; a dense layer takes a row of numbers.`
				],
				[['Shape of all', `${count(images)} × ${height} × ${width}`, 'the same']],
				plane(aClass(classNames[label] ?? ''), pixels, 255, [height, width])
			),
			section(
				'reshape',
				`2 · Reshape to ${count(size)}`,
				[
					`The rows are put one behind the other. No number changes; what was above is now ${width} places earlier, and a dense layer never knows that the two were neighbours.`
				],
				[['Shape of all', `${count(images)} × ${height} × ${width}`, `${count(images)} × ${count(size)}`]],
				plane('the same numbers in one row', pixels, 255, [1, size])
			),
			section(
				'float',
				'3 · Float32',
				[
					'Bytes become floating-point numbers of 32 bits, because weights and gradients are fractions; each image takes four times the memory.'
				],
				[
					['Bytes of an image', count(size), count(4 * size)],
					[`Pixels ${from + 1} to ${from + 8}`, some.join(' '), some.map((value) => value.toFixed(1)).join(' ')]
				]
			),
			section(
				'scale',
				'4 · Divide by 255',
				[
					'All inputs lie from 0 to 1 then. With inputs up to 255 the first sums would be hundreds, activations would saturate, and a learning rate that suits one layer would blow up another.'
				],
				[
					['Range', '0 to 255', '0 to 1'],
					[`Pixels ${from + 1} to ${from + 8}`, some.join(' '), some.map((value) => (value / 255).toFixed(3)).join(' ')]
				]
			),
			section(
				'one-hot',
				'5 · One-hot label',
				[
					`The label ${classNames[label]} becomes ${classNames.length} numbers, 1 in its own place and 0 elsewhere: what the softmax should answer. A single number would claim that ${classNames[1] ?? 'one class'} lies between ${classNames[0]} and ${classNames[2] ?? 'another'}.`
				],
				[['Label', String(label), oneHot.join(' ')]]
			)
		]
	}
}
