import { LabProblem, messageOf } from '../../../shared/problems.ts'
import { convert } from './convert.ts'
import type { ImporterJob, ImporterNews } from './messages.ts'

/** How often it says how far it is, in ms. */
const pause = 100

/** Reads what was brought, says how far it is, and in the end what was found or why nothing was. */
export async function serveImporter(
	{ from, to, settings }: ImporterJob,
	say: (news: ImporterNews, moved: ArrayBuffer[]) => void
): Promise<void> {
	let told = -Infinity
	try {
		const { preview, examples } = await convert(from, to, settings, (share, doing, images) => {
			const now = performance.now()
			if (now - told < pause) return
			told = now
			say({ kind: 'progress', share, doing, images }, [])
		})
		const copy = new Uint8Array(examples)
		say({ kind: 'read', preview, examples: copy }, [copy.buffer])
	} catch (error) {
		const sentence = messageOf(error)
		const code = error instanceof LabProblem && error.code === 'HOME_UNUSABLE' ? error.code : 'BAD_DATA'
		say({ kind: 'refused', code: error instanceof LabProblem ? code : null, sentence }, [])
	}
}
