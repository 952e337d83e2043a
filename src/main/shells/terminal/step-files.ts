import { basename, extname, join } from 'node:path'
import type { LabBytes } from '../../../shared/bytes.ts'
import { steps, wholeSteps, type PictureRow } from '../../../shared/pictures.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { Terminal } from './door.ts'

/** Writes the steps of pictures into a folder: "seven.1-original.png" … "seven.8-field-1.png", the last number the digit's. */
export function stepWriter(terminal: Terminal, bytes: LabBytes, folder: string) {
	const taken = new Map<string, number>()

	/** Files of one name come from different folders. */
	function startOf(file: string): string {
		const name = basename(file, extname(file))
		const times = (taken.get(name) ?? 0) + 1
		taken.set(name, times)
		return times === 1 ? name : `${name}-${times}`
	}

	return async (file: string, { id, digits }: PictureRow): Promise<void> => {
		const start = startOf(file)
		for (const [place, step] of steps.entries()) {
			const isWhole = wholeSteps.includes(step)
			for (const digit of isWhole ? [null] : digits.keys()) {
				const { body } = await bytes.step(id, step, digit)
				const name = `${start}.${place + 1}-${step}${digit === null ? '' : `-${digit + 1}`}.png`
				await terminal.writeFile(join(folder, name), body).catch((error: unknown) => {
					throw writeProblem(folder, error)
				})
			}
		}
	}
}

function writeProblem(folder: string, error: unknown): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : null
	if (typeof code !== 'string') return error
	const why = code === 'ENOSPC' ? 'the disk is full' : code
	return new LabProblem(
		'NOT_NOW',
		`The steps cannot be written into ${folder} (${why}). Name a folder you may write to with --steps.`
	)
}
