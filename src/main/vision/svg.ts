/** Whether a file is an SVG drawing: a text whose first element is `svg`. */
export function isSvg(file: Uint8Array): boolean {
	// most files are told apart by their first bytes: a zero or what is no ASCII is in none of a text's
	const starts = file.subarray(0, 8)
	const isText = starts[0] === 0xef || starts.every((byte) => byte > 0 && byte < 0x80)
	return isText && rootOf(textOf(file.subarray(0, 65_536))) !== null
}

export interface Sized {
	/** What the drawing says of its size, in its own units. */
	width: number
	height: number
	/** The same drawing, of the size it is to have in pixels. */
	file: Uint8Array
}

/**
 * An SVG drawing has no pixels until somebody says how many, so its root is given a size in pixels: its longer side as
 * large as `fit` makes of its own. The decoder reads no other file that it names. Throws an Error where there is no size.
 */
export function sizedSvg(file: Uint8Array, fit: (side: number) => number): Sized {
	const text = textOf(file)
	const root = rootOf(text)
	if (!root) throw new Error('no svg element')
	const said = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']\\s*([^"']*)["']`).exec(root.tag)?.[1]
	const [left = 0, top = 0, boxWidth = 300, boxHeight = 150] = (said('viewBox') ?? '').split(/[\s,]+/).flatMap(numbers)
	const width = lengthOf(said('width')) ?? boxWidth
	const height = lengthOf(said('height')) ?? boxHeight
	if (!(width > 0 && height > 0)) throw new Error('no size')
	const scale = fit(Math.max(width, height)) / Math.max(width, height)
	const whole = (side: number) => Math.max(1, Math.round(side * scale))
	const box = said('viewBox') ? `${left} ${top} ${boxWidth} ${boxHeight}` : `0 0 ${width} ${height}`
	const tag = root.tag.replace(/\s(width|height|viewBox)\s*=\s*("[^"]*"|'[^']*')/g, '')
	const sized = `<svg width="${whole(width)}" height="${whole(height)}" viewBox="${box}"${tag.slice('<svg'.length)}`
	const rewritten = text.slice(0, root.from) + sized + text.slice(root.from + root.tag.length)
	return { width, height, file: new TextEncoder().encode(rewritten) }
}

const textOf = (file: Uint8Array) => new TextDecoder().decode(file)

/** What may stand before the root: a declaration, comments, a document type with its entities. */
const before = /^\s*(<\?[^>]*>\s*|<!--[^]*?-->\s*|<!DOCTYPE[^[>]*(\[[^\]]*\]\s*)?>\s*)*/i

function rootOf(text: string): { from: number; tag: string } | null {
	const from = before.exec(text)?.[0].length ?? 0
	const tag = /^<svg(\s("[^"]*"|'[^']*'|[^>"'])*)?>/.exec(text.slice(from))?.[0]
	return tag === undefined ? null : { from, tag }
}

const numbers = (word: string) => (Number.isFinite(Number.parseFloat(word)) ? [Number.parseFloat(word)] : [])

/** A length in pixels; the units that are not pixels are taken as if they were: the shape is what counts. */
function lengthOf(said: string | undefined): number | null {
	if (said === undefined || said.endsWith('%')) return null
	const length = Number.parseFloat(said)
	return length > 0 && Number.isFinite(length) ? length : null
}
