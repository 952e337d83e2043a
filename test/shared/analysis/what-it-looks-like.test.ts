import { expect, test } from 'vitest'
import { looksChapter } from '../../../src/shared/analysis/what-it-looks-like.ts'
import { made } from '../../main/report/a-set.ts'

test('ten classes of 128 × 128 pixels are more numbers than a call takes, and are drawn', () => {
	const { analysis } = made(true)
	const size = 128 * 128
	const plane = { mean: Array<number>(size).fill(9), median: Array<number>(size).fill(9) }
	const classes = Array.from({ length: 10 }, (_, label) => ({
		...plane,
		deviation: Array.from({ length: size }, (__, pixel) => (label === 7 && pixel === 300 ? 77 : 5))
	}))
	const all = { ...plane, deviation: Array.from({ length: size }, (_, pixel) => (pixel === 129 ? 50 : 5)) }
	const pixels = { ...analysis.pixels, height: 128, width: 128, classes, all }
	const { sections } = looksChapter({ ...analysis, pixels })
	const figure = sections.find(({ id }) => id === 'averages')?.figure
	expect(figure?.kind === 'planes' ? figure.rows.map(({ planes }) => planes[0]?.most) : []).toEqual([255, 255, 77])
	expect(sections.find(({ id }) => id === 'variance')?.says.join()).toContain('row 2, column 2')
})
