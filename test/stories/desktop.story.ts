import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ErrorBox, openDesktop, type Desktop } from '../stand-in/open.ts'
import { noBrowser } from './doors.ts'
import { built, newHome } from './place.ts'

/** Electron's security checklist, held against the built bundles under the stand-in. */
describe('the desktop window', () => {
	let home = ''
	let desktop: Desktop
	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), 'digit-lab-story-'))
		if (noBrowser) return
		built('main/desktop.js')
		desktop = await openDesktop({ home })
	})
	afterAll(async () => {
		if (!noBrowser) await desktop.close()
		await rm(home, { recursive: true })
	})
	beforeEach((ctx) => {
		if (noBrowser) ctx.skip(noBrowser)
	})

	test('runs its page in a sandbox, away from Node and Electron', async () => {
		const { page, inspect } = desktop
		const { webPreferences, schemes } = await inspect()
		expect(webPreferences).toEqual({
			preload: built('preload/preload.cjs'),
			contextIsolation: true,
			sandbox: true,
			nodeIntegration: false,
			webSecurity: true,
			webviewTag: false
		})
		expect(schemes).toEqual([{ scheme: 'lab', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
		const world = await page.evaluate(() => ({
			given: window.digitLab,
			frozen: Object.isFrozen(window.digitLab),
			strange: ['require', 'process', 'Buffer', 'module', 'global', 'electron'].filter((name) => name in window)
		}))
		expect(world).toEqual({ given: { door: 'desktop' }, frozen: true, strange: [] })
	})

	test('grants no permission but to put text on the clipboard', async () => {
		const { inspect } = desktop
		const { permissions, devices, webviewAttaches } = await inspect()
		const granted = Object.entries(permissions).filter(([, { request, check }]) => request || check)
		expect(granted).toEqual([['clipboard-sanitized-write', { request: true, check: true }]])
		expect({ devices, webviewAttaches }).toEqual({ devices: false, webviewAttaches: false })
	})

	test('gives a port to its own page alone', async () => {
		const { inspect } = desktop
		const { connects } = await inspect()
		expect(Object.entries(connects).flatMap(([address, given]) => (given ? [address] : []))).toEqual(['lab://app/'])
	})

	test('stays at home, whatever the page tries', async () => {
		const { page, inspect } = desktop
		const start = page.url()
		const fetched = await page.evaluate(async () => {
			window.open('https://evil.example/')
			window.open('about:blank')
			const frame = document.createElement('iframe')
			frame.src = 'https://evil.example/'
			const image = document.createElement('img')
			image.src = 'https://evil.example/'
			const form = document.createElement('form')
			form.action = 'https://evil.example/'
			document.body.append(frame, image, form)
			form.submit()
			return fetch('https://evil.example/').then(
				() => 'fetched',
				() => 'refused'
			)
		})
		expect(fetched).toBe('refused')
		await page.evaluate(() => (location.href = 'https://evil.example/'))
		await expect.poll(async () => (await inspect()).navigations).toHaveLength(1)
		await expect.poll(() => page.context().pages().length).toBe(1)
		const { leaks, navigations, opened } = await inspect()
		expect(leaks).toEqual([])
		expect(navigations).toEqual([{ address: 'https://evil.example/', allowed: false }])
		expect(opened.map(({ action }) => action)).toEqual(['deny', 'deny'])
		expect(page.url()).toBe(start)
	})

	test('finds the lab again when its page is loaded anew', async () => {
		const { page } = desktop
		for (let time = 0; time < 3; time++) {
			await page.getByText(/MNIST · 60,000/).waitFor()
			await page.reload()
		}
		await page.getByText(/MNIST · 60,000/).waitFor()
	})

	test('has the menus and keys people expect', async () => {
		const { inspect } = desktop
		const { menus, about } = await inspect()
		const isMac = process.platform === 'darwin'
		expect(menus).toEqual([
			...(isMac ? [['appMenu']] : []),
			['&File', 'New Experiment CmdOrCtrl+N', 'Import Run… CmdOrCtrl+O', isMac ? 'close' : 'quit'],
			['editMenu'],
			[
				'&View',
				...['Experiment', 'Data', 'Runs', 'Studies', 'Classify'].map((name, at) => `${name} CmdOrCtrl+${at + 1}`),
				...['reload', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen']
			],
			['windowMenu'],
			['help', 'Licences', ...(isMac ? [] : ['about'])]
		])
		expect(about).toMatchObject({
			applicationName: 'Digit Lab',
			applicationVersion: expect.stringMatching(/^\d/) as string
		})
	})

	test('goes to a page from the menu without loading anew', async () => {
		const { page, tell } = desktop
		await page.evaluate(() => Object.assign(window, { still: 'here' }))
		for (const [label, title] of [
			['Data', 'Data'],
			['Runs', 'Runs'],
			['Studies', 'Studies'],
			['Classify', 'Classify'],
			['Licences', 'About Digit Lab'],
			['New Experiment', 'New experiment']
		] as const) {
			tell({ kind: 'pick', label, chosen: [] })
			await page.getByRole('heading', { level: 1, name: title }).waitFor()
		}
		expect(await page.evaluate(() => 'still' in window)).toBe(true)
	})

	test('leaves everything to the lab that is open already', async () => {
		const elsewhere = await newHome()
		process.env['STAND_IN_LOCK'] = 'taken'
		onTestFinished(() => {
			delete process.env['STAND_IN_LOCK']
		})
		await expect(openDesktop({ home: elsewhere })).rejects.toThrow('ended with 0 before its window opened')
		expect(await readdir(elsewhere)).toEqual([])
	})

	test('says in a dialog why the lab cannot be opened, and ends', async () => {
		const file = join(await newHome(), 'file')
		await writeFile(file, '')
		const refusal = await openDesktop({ home: file }).catch((error: unknown) => error)
		expect(refusal).toBeInstanceOf(ErrorBox)
		expect(String(refusal)).toContain(file)
		expect(refusal).toMatchObject({ cause: { code: 1, title: 'Digit Lab cannot open' } })
	})

	test('has a preload that needs Electron alone', async () => {
		const preload = await readFile(built('preload/preload.cjs'), 'utf8')
		expect([...preload.matchAll(/require\((.*?)\)/g)].map(([, name]) => name)).toEqual(['"electron"'])
	})
})
