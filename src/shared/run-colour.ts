/** The sign beside a colour, because eight colours do not tell thirty-two runs apart, nor everybody's eyes eight colours. */
export const markers = ['circle', 'square', 'triangle', 'diamond'] as const
export type Marker = (typeof markers)[number]

/** How a run looks wherever it is drawn. */
export interface RunColour {
	/** A colour token: "--s1" to "--s8". */
	token: string
	marker: Marker
}

const tokens = 8

/**
 * The colour and sign a run keeps everywhere, from its number alone (from 1). Neighbours differ in colour; whoever comes
 * eight later has the colour again with the next sign, so that any 32 runs in a row are all different.
 */
export function runColour(run: number): RunColour {
	const place = Math.max(0, run - 1)
	const marker = markers[Math.floor(place / tokens) % markers.length] ?? 'circle'
	return { token: `--s${(place % tokens) + 1}`, marker }
}

/** The outline of a sign as an SVG path around a point, its `reach` from the middle to its edge; all of about one area. */
export function markerPath(marker: Marker, reach: number, x = 0, y = 0): string {
	const at = (right: number, down: number) => `${round(x + right * reach)} ${round(y + down * reach)}`
	const wide = round(2 * reach)
	switch (marker) {
		case 'circle':
			return `M${at(-1, 0)}a${round(reach)} ${round(reach)} 0 1 0 ${wide} 0a${round(reach)} ${round(reach)} 0 1 0 ${-wide} 0Z`
		case 'square':
			return `M${at(-0.89, -0.89)}L${at(0.89, -0.89)}L${at(0.89, 0.89)}L${at(-0.89, 0.89)}Z`
		case 'triangle':
			return `M${at(0, -1.3)}L${at(1.2, 0.85)}L${at(-1.2, 0.85)}Z`
		case 'diamond':
			return `M${at(0, -1.3)}L${at(1.3, 0)}L${at(0, 1.3)}L${at(-1.3, 0)}Z`
	}
}

const round = (value: number) => Math.round(value * 100) / 100

/** The class that a drawing's styles give a run's colour: "s3". */
export const runLook = (run: number) => runColour(run).token.replace('--', '')
