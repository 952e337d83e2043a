import type { Arriving } from './pictures.ts'

/**
 * What a file says of its own picture: "7/scan.png" by its folder, "7.png", "7_03.png" or "0171-4.jpg" by its name. A
 * name that only counts ("0012.png", "scan-7.png") or says when it was taken ("20240131_094512.jpg") says nothing.
 */
export function labelOf(path: string): Arriving['label'] {
	const words = path.split(/[/\\]/)
	const file = words.at(-1) ?? ''
	const folder = words.at(-2) ?? ''
	if (/^\d$/.test(folder)) return { text: folder, from: 'folder' }
	if (datedName.test(file)) return null
	const [, text] = /^(\d(?=\.\w+$)|\d{1,60}(?=[-_ ]))/.exec(file) ?? []
	return text === undefined ? null : { text, from: 'name' }
}

/** A day of 1900 to 2099 in front, as cameras and screenshots write it: "20240131_", "2024-01-31". */
const datedName = /^(?:19|20)\d\d([-_. ]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)/
