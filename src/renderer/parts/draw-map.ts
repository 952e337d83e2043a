import { seriesLook } from '../../shared/figures/drawing.ts'
import { isDot, marksAt, pointsOf, type placed } from '../../shared/figures/scatter.ts'

interface Marked {
	labels: readonly number[]
	classes: number
	/** What a run takes each point for; null colours by class. */
	guesses: readonly (number | undefined)[] | null
}

/** Draws the points of a map: a shape and a colour for each class, or those in red that a run is wrong about. */
export function drawMap(
	context: CanvasRenderingContext2D,
	colour: (name: string) => string,
	{ labels, classes, guesses }: Marked,
	at: ReturnType<typeof placed>
): void {
	context.lineCap = 'round'
	context.globalAlpha = 0.75
	for (let label = 0; label < classes; label++) {
		context.strokeStyle = colour(guesses ? '--line-strong' : `--${seriesLook(label)}`)
		context.lineWidth = isDot(label) ? 3 : 1.2
		context.stroke(new Path2D(marksAt(label, pointsOf(labels, label), at)))
	}
	if (!guesses) return
	const wrong = guesses.flatMap((guess, point) => (guess === labels[point] ? [] : [point]))
	context.globalAlpha = 1
	context.strokeStyle = colour('--bad')
	context.lineWidth = 4.5
	context.stroke(new Path2D(marksAt(0, wrong, at)))
}
