import { expect, test } from 'vitest'
import { answerBytes } from '../../src/main/shells/bytes.ts'
import { plainPage } from '../../src/main/shells/page.ts'
import { unpack } from '../../src/main/shells/unpack.ts'
import { addresses, type LabBytes } from '../../src/shared/bytes.ts'
import { packedHead } from '../../src/shared/packed.ts'

const files = [
	{ path: 'mine/7/a.png', body: 'first' },
	{ path: 'mine/7/empty', body: '' },
	{ path: 'mine/ü/b.png', body: 'the second one' }
]
const packed = Buffer.concat([
	packedHead(files.map(({ path, body }) => ({ path, size: body.length }))),
	Buffer.from(files.map(({ body }) => body).join(''))
])

async function unpacked(pieces: Uint8Array[]) {
	const found: { path: string; body: string }[] = []
	// eslint-disable-next-line @typescript-eslint/require-await
	async function* body() {
		yield* pieces
	}
	for await (const file of unpack(body())) {
		let text = ''
		for await (const some of file.body) text += Buffer.from(some).toString()
		found.push({ path: file.path, body: text })
	}
	return found
}

test.each([1, 3, 7, 1000])('files come out as they went in, in pieces of %i bytes', async (size) => {
	const pieces = Array.from({ length: Math.ceil(packed.length / size) }, (_, at) =>
		packed.subarray(at * size, (at + 1) * size)
	)
	expect(await unpacked(pieces)).toEqual(files)
})

test.each([
	['a body cut off', packed.subarray(0, -3)],
	['no list', Buffer.from([0, 0, 0, 2, 1, 2])],
	['a list without end', Buffer.from([255, 255, 255, 255, 1])],
	['nothing', Buffer.alloc(0)]
])('%s is refused in a sentence', async (_, body) => {
	await expect(unpacked([body])).rejects.toThrow('The files did not arrive as they were announced. Choose them again.')
})

test('what is posted arrives file by file', async () => {
	const incoming = '0b0c7f0e-3f57-4f0e-9b0a-0d6b1f6c1a11'
	const kept: [string, string][] = []
	const lab = {
		async bring(_incoming, brought) {
			for await (const { path, body } of brought) {
				let text = ''
				for await (const some of body) text += Buffer.from(some).toString()
				kept.push([path, text])
			}
			return kept.length
		}
	} as Pick<LabBytes, 'bring'> as LabBytes
	const answer = answerBytes(lab, (request) => plainPage(new URL(request.url), 404, 'the page'))
	const found = await answer(
		new Request(`http://127.0.0.1:1${addresses.incoming(incoming)}`, { method: 'POST', body: packed })
	)
	expect(await found.json()).toEqual({ files: 3 })
	expect(kept).toEqual(files.map(({ path, body }) => [path, body]))
})
