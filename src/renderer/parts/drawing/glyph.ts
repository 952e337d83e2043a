import type { DataFacts } from '../../../shared/dataset.ts'
import type { Layer } from '../../../shared/layers.ts'
import type { LayerRow } from '../../../shared/network.ts'
import { steps, unrolled } from './cells.ts'
import type { Glyph } from './figure.ts'
import { bar, picture, stack } from './planes.ts'
import { answers, column } from './units.ts'

/** How textbooks draw one layer: what it gives on, after what stands before it. */
export function glyphOf(
	row: LayerRow,
	layer: Layer | undefined,
	before: Glyph | null,
	inputSteps: number,
	/** Of what the network looks at; its classes where this is the layer that answers. */
	{ facts, isLast }: { facts: DataFacts; isLast: boolean }
): Glyph {
	const [first = 1, second = 1, third = 1] = row.output
	switch (row.kind) {
		case 'input':
			return picture(facts, row.output.length === 2)
		case 'dense':
			return isLast && layer?.kind === 'dense' && layer.units === facts.classes.length
				? answers(facts.classes)
				: column(first)
		case 'dropout': {
			const rate = layer?.kind === 'dropout' ? layer.rate : 0
			if (row.output.length === 3) return stack(facts.image, [first, second, third], true)
			return row.output.length === 2 ? steps(first) : column(first, rate)
		}
		case 'conv2d':
		case 'maxPool2d':
		case 'averagePool2d':
			return stack(facts.image, [first, second, third])
		case 'globalAveragePool2d':
			return column(first)
		case 'flatten':
			return bar(first)
		case 'batchNorm':
		case 'activation':
			return mark(before)
		case 'lstm':
		case 'gru':
		case 'simpleRnn':
			return unrolled(inputSteps, row.output.length === 2)
	}
}

/** Batch normalization and activations: a thin mark that everything passes through. */
function mark(before: Glyph | null): Glyph {
	const width = 5
	const ys = before && before.outs.length > 0 ? before.outs.map(({ y }) => y) : [0]
	const height = Math.max(40, before?.height ?? 0)
	return {
		width,
		height,
		figures: [{ kind: 'rect', look: 'bar', x: 0, y: -height / 2, width, height, round: 2.5 }],
		ins: ys.map((y) => ({ x: 0, y })),
		outs: ys.map((y) => ({ x: width, y })),
		front: null
	}
}
