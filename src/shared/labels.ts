import type { Arriving } from './pictures.ts'

/**
 * What a file says of its own picture: "7/scan.png" by its folder, "7.png", "7_03.png" or "0171-4.jpg" by its name. A
 * name that only counts ("0012.png", "scan-7.png") says nothing.
 */
export function labelOf(path: string): Arriving['label'] {
	const words = path.split(/[/\\]/)
	const file = words.at(-1) ?? ''
	const folder = words.at(-2) ?? ''
	if (/^\d$/.test(folder)) return { text: folder, from: 'folder' }
	const [, text] = /^(\d(?=\.\w+$)|\d{1,60}(?=[-_ ]))/.exec(file) ?? []
	return text === undefined ? null : { text, from: 'name' }
}
