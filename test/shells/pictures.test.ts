import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerBytes } from '../../src/main/shells/bytes.ts'
import { plainPage } from '../../src/main/shells/page.ts'
import { addresses, type LabBytes } from '../../src/shared/bytes.ts'
import { arriving, largestPicture, type Arriving } from '../../src/shared/pictures.ts'
import { openDoor, type TestDoor } from './door.ts'
import { connectRaw, readToEnd, requestText, statusOf } from './raw.ts'

/** A lab that says what it was asked, and counts what it is sent. */
let taken: { length: number; arriving: Arriving }[] = []
const asked = (name: string, type: string) => ({
	name,
	type,
	body: new TextEncoder().encode('these are bytes')
})
const bytes = {
	picture(file: Uint8Array, about: Arriving) {
		taken.push({ length: file.length, arriving: about })
		return { id: taken.length }
	},
	thumbnail: (picture: number) => asked(`thumbnail-${picture}.jpeg`, 'image/jpeg'),
	step: (picture: number, step: string, digit: number | null) =>
		asked(`step-${picture}-${step}-${String(digit)}.png`, 'image/png'),
	fields: (picture: number) => new Uint8Array(picture),
	pictureTable: (batch: string | null) => asked(`table-${String(batch)}.csv`, 'text/csv'),
	pictureData: (batch: string | null) => asked(`data-${String(batch)}.zip`, 'application/zip')
} as unknown as LabBytes
const answer = answerBytes(bytes, (request) => plainPage(new URL(request.url), 404, 'the page'))

const about = arriving.parse({
	name: 'sieben & acht.png',
	origin: 'pasted',
	batch: 'b-1',
	label: { text: '78', from: 'name' },
	answering: { runs: [3] },
	settings: { several: false }
})

let door: TestDoor
let ours: Record<string, string>
beforeEach(async () => {
	taken = []
	door = await openDoor({ answer })
	ours = { cookie: door.cookie, origin: `http://127.0.0.1:${door.port}` }
})
afterEach(() => door.close())

const post = (address: string, headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) =>
	fetch(`http://127.0.0.1:${door.port}${address}`, { method: 'POST', headers, body })

describe('a picture that is brought in', () => {
	test('arrives whole, with everything that is said of it', async () => {
		const response = await post(addresses.picture(about), ours, new Uint8Array(3_000_001))
		expect(await response.json()).toEqual({ id: 1 })
		expect(response.headers.get('cache-control')).toBe('no-store')
		expect(taken).toEqual([{ length: 3_000_001, arriving: about }])
	})

	test.each([
		['nothing', '/pictures'],
		['no JSON', '/pictures?as=x'],
		['another thing', '/pictures?as=[1]'],
		['a name that is too long', addresses.picture({ ...about, name: 'x'.repeat(201) })],
		['a label that is no number', addresses.picture({ ...about, label: { text: 'x', from: 'name' } })],
		['a setting that is not there', addresses.picture({ ...about, settings: { magic: 1 } as never })],
		['no run', addresses.picture({ ...about, answering: { runs: [], ensemble: false } })]
	])('with %s said of it gets a sentence', async (_, address) => {
		const response = await post(address, ours, new Uint8Array(10))
		expect(response.status).toBe(409)
		expect(await response.json()).toMatchObject({
			code: 'BAD_REQUEST',
			sentence: expect.stringMatching(/^What came with the file .+ Load the page again/) as string
		})
		expect(taken).toEqual([])
	})

	test.each([
		['without the cookie', ({ origin = '' }) => ({ origin }), 401],
		['without an origin', ({ cookie = '' }) => ({ cookie }), 403],
		['from another site', ({ cookie = '' }) => ({ cookie, origin: 'https://evil.example' }), 403]
	])('%s is not taken', async (_, change, status) => {
		const response = await post(addresses.picture(about), change(ours), new Uint8Array(10))
		expect(response.status).toBe(status)
		expect(taken).toEqual([])
	})

	test('that says it is too large is refused before it is read', async () => {
		const socket = await connectRaw(door.port)
		const headers = { Cookie: door.cookie, Origin: ours['origin'] ?? '', 'Content-Length': String(largestPicture + 1) }
		socket.write(requestText(door.port, `POST ${addresses.picture(about)} HTTP/1.1`, headers))
		const said = await readToEnd(socket)
		expect(statusOf(said)).toBe(413)
		expect(said).toContain('The file is larger than 100 MiB. Save the picture smaller')
	})

	test('that turns out to be too large is refused as soon as it is', async () => {
		const piece = new Uint8Array(2 ** 24)
		const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(piece) })
		const address = `http://127.0.0.1${addresses.picture(about)}`
		const response = await answer(new Request(address, { method: 'POST', body, duplex: 'half' } as RequestInit))
		expect(await response.json()).toMatchObject({ sentence: expect.stringContaining('larger than 100 MiB') as string })
		expect(taken).toEqual([])
	})
})

const forever = 'private, max-age=31536000, immutable'
test.each([
	[addresses.thumbnail(12, 5), 'image/jpeg', 'thumbnail-12.jpeg', forever],
	[addresses.step(12, 5, 'grey', null), 'image/png', 'step-12-grey-null.png', forever],
	[addresses.step(12, 5, 'field', 3), 'image/png', 'step-12-field-3.png', forever],
	['/pictures/12/thumbnail', 'image/jpeg', 'thumbnail-12.jpeg', 'no-store'],
	[addresses.pictureTable(null), 'text/csv', 'table-null.csv', 'no-store'],
	[addresses.pictureTable('a b&c'), 'text/csv', 'table-a-b-c.csv', 'no-store'],
	[addresses.pictureData('b-1'), 'application/zip', 'data-b-1.zip', 'no-store']
])('%s is answered with %s', async (address, type, name, kept) => {
	const response = await door.visit(address, ours)
	expect(response.headers.get('content-type')).toBe(type)
	expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
	expect(response.headers.get('cache-control')).toBe(kept)
	expect(await response.text()).toBe('these are bytes')
})

test('fields are bytes, and a page may show the pictures of its own lab', async () => {
	const response = await door.visit(addresses.fields(784, 5), ours)
	expect(response.headers.get('content-length')).toBe('784')
	expect(response.headers.get('cache-control')).toBe(forever)
	expect(response.headers.get('content-security-policy')).toContain("img-src 'self'")
})

test.each([
	'/pictures',
	'/pictures/x/thumbnail',
	'/pictures/1/steps/magic',
	'/pictures/1/steps/field/x',
	'/pictures/1'
])('%s is left to the page', async (address) => expect((await door.visit(address, ours)).status).toBe(404))
