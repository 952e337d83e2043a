import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { EpochPoint, RunRow } from '../../src/shared/runs.ts'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, curveAt, fill, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'
import { lab, objects, startLab } from './terminal.ts'

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a run that was stopped is continued from its next epoch, and finishes', async () => {
		const visit = await open(await newHome())
		let closed: Promise<void> | null = null
		const close = () => (closed ??= visit.close())
		onTestFinished(close)
		const { page } = visit
		const table = page.getByRole('table', { name: 'Accuracy by epoch' })
		/** The epochs the chart shows, from the table behind it. */
		async function shownEpochs() {
			await page.getByRole('button', { name: 'Accuracy as a table' }).click()
			const cells = await table.getByRole('rowheader').allInnerTexts()
			await page.getByRole('button', { name: 'Accuracy as a table' }).click()
			return cells.map((text) => Number(/\d+$/.exec(text)?.[0])).reverse()
		}
		const upTo = (epoch: number) => Array.from({ length: epoch }, (_, index) => index + 1)

		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		await pickPreset(page, 'mlp-64')
		await fill(page, 'Images', '4000')
		await fill(page, 'Epochs', '150')
		await train(page)
		await page.getByRole('img', { name: /^Accuracy by epoch\. Epoch [1-9]/ }).waitFor()
		await page.getByRole('region', { name: 'Progress' }).getByRole('button', { name: 'Stop' }).click()
		const ending = page.getByText(/^Stopped after \d+ epochs of 150\..* It can go on where it was/)
		await ending.waitFor()
		const stopped = Number(/after (\d+)/.exec(await ending.innerText())?.[1])
		expect(await shownEpochs()).toEqual(upTo(stopped))
		for (const theme of ['dark', 'light'] as const) {
			await chooseTheme(page, theme)
			expect(await accessibilityFaults(page)).toEqual([])
		}

		await page.getByRole('button', { name: 'Continue' }).press('Enter')
		await page.getByRole('region', { name: 'Progress' }).waitFor()
		expect(await page.getByRole('heading', { level: 1 }).evaluate((one) => one === document.activeElement)).toBe(true)
		await page.getByText(/^test accuracy/).waitFor()
		await curveAt(page, 150).waitFor()
		expect(await shownEpochs()).toEqual(upTo(150))
		expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(0)
		expect(await complaints(page)).toEqual([])
		await close()
	})
})

describe('in the terminal', () => {
	type Line = { kind: string; run?: number } & Partial<EpochPoint>
	const words = ['mlp-64', '--limit', '4000', '--epochs', '80', '--optimizer', 'adam', '--dropout', '0.2', '--json']

	/** What decides whether two runs are the same. */
	function leftBy(home: string, run: number) {
		const database = new Sqlite(join(home, 'lab.sqlite'), { readonly: true })
		const all = (sql: string) => database.prepare<unknown[], Record<string, unknown>>(sql).all(run)
		const bytes = ({ bytes, ...row }: Record<string, unknown>) => ({
			...row,
			bytes: createHash('sha256')
				.update(bytes as Buffer)
				.digest('hex')
		})
		const left = {
			epochs: all('SELECT epoch, loss, accuracy, val_loss, val_accuracy FROM epochs WHERE run = ? ORDER BY epoch'),
			weights: all('SELECT epoch, bytes FROM weights WHERE run = ? ORDER BY epoch').map(bytes),
			predictions: all('SELECT epoch, bytes FROM predictions WHERE run = ? ORDER BY epoch').map(bytes),
			test: all('SELECT epoch, loss, correct, probabilities AS bytes FROM tests WHERE run = ?').map(bytes)
		}
		database.close()
		return left
	}

	test('a run that was killed, and stopped by Ctrl-C when it went on, ends in the bits it would have had', async () => {
		const home = await newHome()
		expect((await lab(home, 'train', ...words)).code).toBe(0)
		const killed = startLab(home, ['train', ...words])
		for await (const line of killed.lines) if ((JSON.parse(line) as Line).epoch === 20) break
		killed.child.kill('SIGKILL')
		await killed.ended
		const found = objects<RunRow>((await lab(home, 'runs', '--json')).stdout)[0]
		expect(found).toMatchObject({ id: 2, status: 'interrupted', resumable: true })

		const second = startLab(home, ['resume', '2', '--json'])
		const told: Line[] = []
		for await (const line of second.lines) {
			told.push(JSON.parse(line) as Line)
			if ((told.at(-1)?.epoch ?? 0) >= 35) break
		}
		second.child.kill('SIGINT')
		const stopped = await second.ended
		expect(stopped.code).toBe(130)
		expect(stopped.stderr).toContain('"resume 2" goes on')
		expect(told[0]).toMatchObject({ kind: 'started', run: 2 })
		expect(told[1]?.epoch).toBeLessThanOrEqual((found?.epochsDone ?? 0) + 1)

		const third = await lab(home, 'resume', 'last', '--json')
		expect(third.code).toBe(0)
		expect(objects<Line>(third.stdout).at(-1)).toMatchObject({ kind: 'finished', run: 2 })
		expect(leftBy(home, 2)).toEqual(leftBy(home, 1))
		expect(leftBy(home, 2).epochs).toHaveLength(80)
	})

	test('a run that is finished does not go on, and says so', async () => {
		const home = await newHome()
		await lab(home, 'train', 'slp', '--limit', '200', '--epochs', '1')
		const { code, stderr, stdout } = await lab(home, 'resume', '1')
		expect([code, stdout]).toEqual([1, ''])
		expect(stderr).toContain('Run 1 has finished; there is nothing left to train.')
	})
})
