import { addresses } from '../../shared/bytes.ts'
import { packedHead } from '../../shared/packed.ts'
import { BytesProblem, sentenceIn } from './bytes.ts'
import type { Found } from './picture-files.ts'

/** As much goes in one message: enough that small pictures do not wait for each other, a large file goes alone. */
const most = { files: 1000, bytes: 16 * 2 ** 20 }

/** Sends files to the lab, a few megabytes at a time. Throws a BytesProblem with a sentence, or when it is called off. */
export async function sendFiles(
	incoming: string,
	files: readonly Found[],
	sent: (share: number) => void,
	signal: AbortSignal
): Promise<void> {
	const all = files.reduce((sum, { file }) => sum + file.size, 0)
	let done = 0
	for (let from = 0; from < files.length;) {
		let [to, bytes] = [from, 0]
		while (to < files.length && to - from < most.files && (to === from || bytes < most.bytes)) {
			bytes += files[to]?.file.size ?? 0
			to++
		}
		const some = files.slice(from, to)
		const head = packedHead(some.map(({ file, path }) => ({ path, size: file.size })))
		const body = new Blob([head, ...some.map(({ file }) => file)])
		const answer = await fetch(addresses.incoming(incoming), { method: 'POST', body, signal })
		if (!answer.ok) throw new BytesProblem(await sentenceIn(answer))
		done += bytes
		from = to
		sent(all === 0 ? 1 : done / all)
	}
}
