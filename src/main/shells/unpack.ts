import { z } from 'zod'
import type { BroughtFile } from '../../shared/bytes.ts'
import { longestList } from '../../shared/packed.ts'
import { LabProblem } from '../../shared/problems.ts'

const list = z.array(z.object({ path: z.string().min(1).max(1000), size: z.int().min(0) })).max(20_000)

/** The files of a body that `packedHead` begins, each as it arrives. Throws a LabProblem when the body is not what its list says. */
export async function* unpack(body: AsyncIterable<Uint8Array>): AsyncGenerator<BroughtFile> {
	const pieces = body[Symbol.asyncIterator]()
	let held = new Uint8Array()

	/** The next bytes, at most so many; none at the end. */
	async function take(most: number): Promise<Uint8Array> {
		while (held.length === 0) {
			const next = await pieces.next()
			if (next.done) return held
			held = new Uint8Array(next.value)
		}
		const some = held.subarray(0, most)
		held = held.subarray(some.length)
		return some
	}

	async function* exactly(length: number): AsyncGenerator<Uint8Array> {
		for (let left = length; left > 0;) {
			const some = await take(left)
			if (some.length === 0) throw broken()
			left -= some.length
			yield some
		}
	}

	async function all(length: number): Promise<Uint8Array> {
		const bytes = new Uint8Array(length)
		let at = 0
		for await (const some of exactly(length)) {
			bytes.set(some, at)
			at += some.length
		}
		return bytes
	}

	const length = new DataView((await all(4)).buffer).getUint32(0)
	if (length > longestList) throw broken()
	const parsed = list.safeParse(parse(await all(length)))
	if (!parsed.success) throw broken()
	for (const { path, size } of parsed.data) yield { path, body: exactly(size) }
}

function parse(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes))
	} catch {
		return undefined
	}
}

const broken = () =>
	new LabProblem('BAD_REQUEST', 'The files did not arrive as they were announced. Choose them again.')
