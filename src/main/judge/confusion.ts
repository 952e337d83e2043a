import type { ClassScore, Scores } from '../../shared/judgement.ts'

/** Precision, recall and F1 of every class; 0 where nothing was predicted or nothing is there (scikit-learn's default). */
export function classScores(matrix: readonly (readonly number[])[]): ClassScore[] {
	return matrix.map((row, label) => {
		const hits = row[label] ?? 0
		const predicted = matrix.reduce((sum, other) => sum + (other[label] ?? 0), 0)
		const support = row.reduce((sum, count) => sum + count, 0)
		return {
			label,
			precision: ratio(hits, predicted),
			recall: ratio(hits, support),
			f1: ratio(2 * hits, predicted + support),
			support
		}
	})
}

/** The plain mean over the classes, and the mean weighted by how many images each has. */
export function averages(scores: readonly ClassScore[]): { macro: Scores; weighted: Scores } {
	const total = scores.reduce((sum, { support }) => sum + support, 0)
	const mean = (weight: (score: ClassScore) => number): Scores => ({
		precision: scores.reduce((sum, score) => sum + weight(score) * score.precision, 0),
		recall: scores.reduce((sum, score) => sum + weight(score) * score.recall, 0),
		f1: scores.reduce((sum, score) => sum + weight(score) * score.f1, 0)
	})
	return { macro: mean(() => 1 / scores.length), weighted: mean(({ support }) => ratio(support, total)) }
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
