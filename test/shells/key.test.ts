import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { key, openDoor, session, type TestDoor } from './door.ts'

let door: TestDoor
beforeEach(async () => {
	door = await openDoor()
})
afterEach(() => door.close())

describe('the key', () => {
	test('is exchanged for a cookie that scripts and other sites cannot use', async () => {
		const response = await door.visit(`/?key=${key}`)
		expect(response.status).toBe(303)
		expect(response.headers.get('location')).toBe('/')
		expect(response.headers.get('set-cookie')).toBe(
			`${door.cookie}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000`
		)
		expect((await door.visit('/', { cookie: door.cookie })).status).toBe(200)
	})

	test('lets one browser in; the next one is told what to do', async () => {
		await door.visit(`/?key=${key}`)
		const second = await door.visit(`/?key=${key}`)
		expect(second.status).toBe(401)
		expect(second.headers.get('set-cookie')).toBeNull()
		expect(await second.text()).toContain('start the lab again for a new address')
	})

	test('only leads to the lab for the browser that is in already', async () => {
		const response = await door.visit(`/?key=${key}`, { cookie: door.cookie })
		expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
		expect(response.headers.get('set-cookie')).toBeNull()
	})

	test('is not used up by a look at the headers', async () => {
		expect((await door.visit(`/?key=${key}`, {}, 'HEAD')).headers.get('set-cookie')).toBeNull()
		expect((await door.visit(`/?key=${key}`)).headers.get('set-cookie')).not.toBeNull()
	})

	test.each(['', 'wrong', key.slice(1), `${key}k`])('is not "%s"', async (wrong) => {
		const response = await door.visit(`/?key=${wrong}`)
		expect(response.status).toBe(401)
		expect(response.headers.get('set-cookie')).toBeNull()
	})
})

describe('without the cookie', () => {
	test.each(['/', '/index.html', '/nothing', '/rpc'])(
		'%s is refused with a sentence and every security header',
		async (path) => {
			const response = await door.visit(path)
			expect(response.status).toBe(401)
			expect(await response.text()).toContain('Open the lab with the address it printed')
			expect(response.headers.get('content-security-policy')).toContain(`default-src 'none'`)
			expect(response.headers.get('x-content-type-options')).toBe('nosniff')
			expect(response.headers.get('cache-control')).toBe('no-store')
		}
	)

	test("another lab's cookie opens nothing", async () => {
		expect((await door.visit('/', { cookie: `digit-lab-${door.port + 1}=${session}` })).status).toBe(401)
		expect((await door.visit('/', { cookie: `digit-lab-${door.port}=${session}x` })).status).toBe(401)
	})
})
