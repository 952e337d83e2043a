import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { RunRow } from '../../src/shared/runs.ts'
import { doors, noBrowser } from './doors.ts'
import { go, train } from './page.ts'
import { newHome } from './place.ts'
import { lab, objects, startLab } from './terminal.ts'

/** A run that trains in a process of its own, until it is told to stop. */
async function training(home: string) {
	const command = startLab(home, [
		'train',
		'slp',
		'--limit',
		'2000',
		'--epochs',
		'10000',
		'--name',
		'long one',
		'--json'
	])
	onTestFinished(() => void command.child.kill('SIGKILL'))
	for await (const line of command.lines) if ((JSON.parse(line) as { kind: string }).kind === 'epoch') break
	return command
}

describe('two labs on one home', () => {
	test('the second reads all there is, says who trains when it would train too, and trains when the first has ended', async () => {
		const home = await newHome()
		const first = await training(home)
		const [row] = objects<RunRow>((await lab(home, 'runs', '--json')).stdout)
		expect(row).toMatchObject({ id: 1, name: 'long one', status: 'training' })
		expect((await lab(home, 'show', '1')).stdout).toContain('long one')
		const refused = await lab(home, 'train', 'slp', '--epochs', '1')
		expect(refused).toMatchObject({ code: 1, stdout: '' })
		expect(refused.stderr.trim()).toBe(
			`Another Digit Lab is training in this home: run 1, “long one”, in process ${first.child.pid}. Wait until its queue is empty, or use another folder with --home.`
		)
		// what does not train is written by both
		expect((await lab(home, 'note', '1', 'from beside')).code).toBe(0)
		first.child.kill('SIGINT')
		await first.ended
		const second = await lab(home, 'train', 'slp', '--limit', '2000', '--epochs', '1', '--json')
		expect(second.code).toBe(0)
		const rows = objects<RunRow>((await lab(home, 'runs', '--json')).stdout)
		expect(rows.map(({ id, status, note }) => [id, status, note])).toEqual([
			[2, 'finished', ''],
			[1, 'stopped', 'from beside']
		])
	})

	test('when the first is killed, the second trains at once', async () => {
		const home = await newHome()
		const first = await training(home)
		first.child.kill('SIGKILL')
		await first.ended
		expect((await lab(home, 'train', 'slp', '--limit', '2000', '--epochs', '1')).code).toBe(0)
		const rows = objects<RunRow>((await lab(home, 'runs', '--json')).stdout)
		expect(rows.map(({ status }) => status)).toEqual(['finished', 'interrupted'])
	})
})

describe('a page on a home where another lab trains', () => {
	beforeEach((ctx) => {
		if (noBrowser) ctx.skip(noBrowser)
	})

	test('shows its run, and says who trains', async () => {
		const home = await newHome()
		const first = await training(home)
		const [serve] = doors
		if (!serve) throw new Error('there is no door')
		const { page } = await serve.open(home)
		await go(page, 'Runs')
		await page.getByText('long one').first().waitFor()
		await go(page, 'Experiment')
		await train(page)
		await page
			.getByText(`Another Digit Lab is training in this home: run 1, “long one”, in process ${first.child.pid}.`)
			.waitFor()
	})
})
