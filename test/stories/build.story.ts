import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { doors } from './doors.ts'
import { complaints, fill, go, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	async function visit() {
		const { page, close } = await open(await newHome())
		onTestFinished(close)
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		return page
	}

	test('a network is built layer by layer, and says at once what does not fit', async () => {
		const page = await visit()
		const layers = page.getByRole('list', { name: 'Layers' })
		const names = async () => (await layers.getByRole('group').all()).length
		const add = async (title: string) => {
			await page.getByRole('button', { name: 'Layer', exact: true }).click()
			await page
				.getByRole('list', { name: 'Layers to add' })
				.getByRole('button', { name: new RegExp(`^${title}`) })
				.click()
		}
		await pickPreset(page, 'slp')
		await page.getByText(/^7,850 parameters ·/).waitFor()

		// a second dense layer comes in before the output, and is counted: 785 · 64 + 65 · 10
		await add('Dense')
		await page.getByText(/^50,890 parameters ·/).waitFor()
		await page.getByRole('group', { name: 'Layer 1: Dense' }).getByLabel('neurons').fill('32')
		await page.getByText(/^25,450 parameters ·/).waitFor()

		await add('Dropout')
		expect(await names()).toBe(3)
		await page.getByRole('button', { name: 'Reorder layer 2: Dropout' }).press('ArrowUp')
		await page.getByRole('group', { name: 'Layer 1: Dropout' }).waitFor()
		await page.getByRole('button', { name: 'Remove layer 1: Dropout' }).click()
		await page.getByText(/^25,450 parameters ·/).waitFor()

		// it is put where a picture still is; the dense layer behind it then lacks a row of numbers
		await add('Convolution')
		await page.getByText(/^Layer 2 \(dense\) needs a row of numbers but gets a 26 × 26 × 32 picture/).waitFor()
		await page.getByRole('button', { name: 'Reorder layer 1: Convolution' }).press('ArrowDown')
		await page.getByText(/^Layer 2 \(conv2d\) needs a height × width × channels picture/).waitFor()
		await page.getByRole('button', { name: 'Remove layer 2: Convolution' }).click()
		await page.getByText(/^25,450 parameters ·/).waitFor()

		await fill(page, 'Images', '2000')
		await fill(page, 'Epochs', '1')
		await train(page)
		await page.getByText('784 → 32 relu → 10 softmax').first().waitFor()
		await page.getByText(/^test accuracy/).waitFor()
		expect(await complaints(page)).toEqual([])
	})

	test('a run waits its turn, and can be taken out again', async () => {
		const page = await visit()
		await pickPreset(page, 'slp')
		await fill(page, 'Images', '2000')
		await fill(page, 'Epochs', '5000')
		await train(page)
		// one that is like it and comes before it has begun would be trained beside it
		await page
			.getByRole('region', { name: 'Progress' })
			.getByText(/epoch \d+ of 5000/)
			.waitFor()
		await go(page, 'Experiment')
		await page.getByRole('button', { name: /^Add to queue/ }).click()
		await page.getByText('run 2', { exact: true }).waitFor()
		await go(page, 'Runs')
		const table = page.getByRole('table', { name: 'Runs' })
		await table.getByRole('button', { name: 'Take out slp, run 2' }).click()
		await table.getByRole('row', { name: /run 2 .*stopped/ }).waitFor()
		await table.getByRole('row', { name: /run 1 .*training/ }).waitFor()
		await page.getByRole('button', { name: 'Stop slp' }).first().click()
		await table.getByRole('row', { name: /run 1 .*stopped/ }).waitFor()
	})
})
