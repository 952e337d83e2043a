import { setImmediate } from 'node:timers/promises'
import { mostImages, type LabBytes, type Part } from '../../shared/bytes.ts'
import type { DataMaterial } from '../../shared/reporting/material.ts'
import type { ReportChapter } from '../../shared/reporting/write.ts'
import type { ImageSource } from '../report/figure-html.ts'

/** The images of a data set that a report shows, read before it is written. Throws LabProblems. */
export async function tileImages(
	{ set, analysis: { about } }: DataMaterial,
	chapters: readonly ReportChapter[],
	images: LabBytes['images']
): Promise<ImageSource> {
	const shown = { training: new Set<number>(), test: new Set<number>() }
	for (const { figure } of chapters.flatMap(({ sections }) => sections))
		if (figure?.kind === 'tiles')
			for (const { part, image } of figure.rows.flatMap(({ tiles }) => tiles)) shown[part].add(image)
	const size = about.height * about.width
	const found = new Map<string, Uint8Array>()
	for (const part of ['training', 'test'] as const) {
		const all = [...shown[part]]
		for (let at = 0; at < all.length; at += mostImages) {
			const some = all.slice(at, at + mostImages)
			const bytes = await images(set, part, some)
			for (const [place, image] of some.entries())
				found.set(key(part, image), bytes.subarray(place * size, (place + 1) * size))
			await setImmediate()
		}
	}
	return {
		height: about.height,
		width: about.width,
		pixels: (part, image) => found.get(key(part, image)) ?? new Uint8Array(size)
	}
}

const key = (part: Part, image: number) => `${part} ${image}`
