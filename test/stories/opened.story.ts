import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDesktop, type Desktop } from '../stand-in/open.ts'
import { noBrowser } from './doors.ts'
import { built, newHome } from './place.ts'
import { lab } from './terminal.ts'

describe('the desktop window with a run from another lab', () => {
	let folder = ''
	let desktop: Desktop
	const file = () => join(folder, 'slp-run-1.digitlab')
	beforeAll(async () => {
		if (noBrowser) return
		folder = await mkdtemp(join(tmpdir(), 'digit-lab-story-'))
		expect((await lab(folder, 'train', 'slp', '--limit', '2000', '--epochs', '1')).code).toBe(0)
		expect((await lab(folder, 'export', 'last', '--to', folder)).code).toBe(0)
		built('main/desktop.js')
		desktop = await openDesktop({ home: join(folder, 'home') })
	})
	afterAll(async () => {
		if (noBrowser) return
		await desktop.close()
		await rm(folder, { recursive: true })
	})
	beforeEach((ctx) => {
		if (noBrowser) ctx.skip(noBrowser)
	})

	test('shows it when it is opened with a second start, and comes to the front', async () => {
		const { page, tell, inspect } = desktop
		const { focused } = await inspect()
		tell({ kind: 'start', words: ['--some-flag', 'slp-run-1.digitlab', 'letter.txt'], folder })
		await page.getByRole('heading', { level: 1, name: 'slp' }).waitFor()
		expect((await inspect()).focused).toBe(focused + 1)
	})

	test('says what is wrong with what is opened, and stays as it is', async () => {
		const { tell, nextDialog } = desktop
		const said = nextDialog()
		tell({ kind: 'open-file', path: join(folder, 'gone.digitlab') })
		expect(await said).toMatchObject({
			title: 'gone.digitlab',
			content: expect.stringMatching(/not there any more/) as string
		})
		const next = nextDialog()
		tell({ kind: 'pick', label: 'Import Run…', chosen: [file()] })
		expect(await next).toMatchObject({ content: expect.stringMatching(/already here: run 1/) as string })
	})

	test('shows a recipe that is opened where it can be verified', async () => {
		const { page, tell } = desktop
		tell({ kind: 'open-file', path: join(folder, 'slp-run-1.digitrecipe') })
		await page.getByRole('heading', { level: 1, name: 'Verify slp' }).waitFor()
		await page.getByRole('button', { name: 'Train and verify' }).waitFor()
	})

	test('opens with it when it is started with it', async () => {
		const another = await openDesktop({ home: await newHome(), words: [file()] })
		await another.page.getByRole('heading', { level: 1, name: 'slp' }).waitFor()
		expect(await another.close()).toMatchObject({ code: 0 })
	})
})
