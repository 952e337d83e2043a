import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { csv, some } from './data/made.ts'
import { open } from './real-lab.ts'

test('files that are read twice at once are read once: the later question is answered', async () => {
	const lab = open()
	const incoming = randomUUID()
	// eslint-disable-next-line @typescript-eslint/require-await
	async function* files() {
		yield { path: 'mine/train.csv', body: one(Buffer.from(csv(some('training', 600)))) }
	}
	// eslint-disable-next-line @typescript-eslint/require-await
	async function* one(bytes: Uint8Array) {
		yield bytes
	}
	await lab.bytes.bring(incoming, files())
	const ask = () => lab.client.data.preview({ incoming, settings: {} })
	const [former, later] = await Promise.allSettled([ask(), ask()])
	expect(former).toMatchObject({
		status: 'rejected',
		reason: { message: expect.stringContaining('was stopped') as string }
	})
	expect(later).toMatchObject({ status: 'fulfilled', value: { format: expect.stringContaining('CSV') as string } })
})
