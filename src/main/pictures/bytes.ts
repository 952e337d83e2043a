import type { LabBytes } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { PictureRow } from '../../shared/pictures.ts'
import { streamOf } from '../exchange/stream.ts'
import { zipped } from '../exchange/zip.ts'
import { dataSetParts, type LabelledDigit } from './data-set.ts'
import type { PictureDesk, PictureParts } from './desk.ts'
import { tableHead, tableLines } from './table.ts'

type PictureBytes = Pick<LabBytes, 'picture' | 'thumbnail' | 'step' | 'fields' | 'pictureTable' | 'pictureData'>

/** How many pictures an export reads at a time. */
const portion = 200

/** What travels of pictures as bytes; see `shared/bytes.ts`. Throws LabProblems. */
export function pictureBytes({ world, store }: PictureParts, desk: PictureDesk): PictureBytes {
	/** Newest first. */
	async function* all(batch: string | null): AsyncGenerator<PictureRow[]> {
		for (let before = Number.MAX_SAFE_INTEGER; ;) {
			const rows = await desk.list(before, portion, batch)
			yield rows
			const last = rows.at(-1)
			if (!last || rows.length < portion) return
			before = last.id
		}
	}

	async function* table(batch: string | null) {
		const encoder = new TextEncoder()
		yield encoder.encode(tableHead)
		for await (const rows of all(batch)) {
			const lines = rows.map((row) => {
				const names = row.answering.runs.map((run) => store.runName(run)).join(' + ')
				return tableLines(row, row.answering.ensemble ? `mean of ${names}` : names)
			})
			if (lines.length > 0) yield encoder.encode(lines.join(''))
		}
	}

	/** With their pixels as they are now: a picture may be read anew, or go, while the file is written. */
	async function labelled(batch: string | null): Promise<LabelledDigit[]> {
		const found: LabelledDigit[] = []
		for await (const rows of all(batch))
			for (const { id: picture, label } of rows) {
				const fields = label && store.fields(picture)
				if (!label || fields?.length !== label.text.length * 784) continue
				for (const [place, figure] of Array.from(label.text).entries())
					found.push({ picture, place, figure: Number(figure), field: fields.subarray(place * 784, (place + 1) * 784) })
			}
		return found
	}

	return {
		picture: (file, arriving) => desk.take(file, arriving),
		thumbnail: async (picture) => ({
			name: `picture-${picture}.jpeg`,
			type: 'image/jpeg',
			body: await desk.thumbnail(picture)
		}),
		step: async (picture, step, digit) => ({
			name: `picture-${picture}-${step}${digit === null ? '' : `-${digit + 1}`}.png`,
			type: 'image/png',
			body: await desk.step(picture, step, digit)
		}),
		fields: (picture) => desk.fields(picture),
		pictureTable: (batch) => ({
			name: 'pictures.csv',
			type: 'text/csv; charset=utf-8',
			body: streamOf(table(batch), world.fault)
		}),
		async pictureData(batch) {
			const digits = await labelled(batch)
			if (digits.length === 0)
				throw new LabProblem(
					'NOT_NOW',
					'No digit here has a label to be learned from. Write under a picture what it says, a figure for each digit, and save again.'
				)
			const pieces = zipped(dataSetParts(digits), world.now())
			return { name: 'digits.zip', type: 'application/zip', body: streamOf(pieces, world.fault) }
		}
	}
}
