import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, fill, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'

/** "1,234" → 1234 */
const numbersIn = (sentence: string) =>
	[...sentence.matchAll(/\d[\d,]*/g)].map(([digits]) => Number(digits.replaceAll(',', '')))

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a person asks what a “don’t know” would cost, and the numbers add up with the accuracy', async () => {
		const { page, close } = await open(await newHome())
		let closed: Promise<void> | null = null
		const closeOnce = () => (closed ??= close())
		onTestFinished(closeOnce)
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		await pickPreset(page, 'slp')
		await fill(page, 'Images', '2000')
		await fill(page, 'Epochs', '2')
		await train(page)
		await page.getByText(/^test accuracy/).waitFor()
		const accuracy = await page
			.getByText(/^\d\d\.\d\d %$/)
			.first()
			.innerText()
		const mistakes = Math.round(10_000 - 100 * Number.parseFloat(accuracy))

		await page.getByRole('link', { name: 'Confidence' }).click()
		await page.getByText('expected calibration error (ECE)').waitFor()
		await page.getByText(/^When it says \d/).waitFor()
		const slider = page.getByRole('slider', { name: 'Answer only when at least so sure' })
		const sentence = page.getByText(/^It would answer/)
		await slider.focus()
		await page.keyboard.press('Home')
		expect(await sentence.innerText()).toBe(
			`It would answer all 10,000 images and be wrong on ${mistakes.toLocaleString('en')}.`
		)
		for (let step = 0; step < 50; step++) await page.keyboard.press('ArrowRight')
		expect(await slider.getAttribute('aria-valuetext')).toMatch(/^50 %: answers [\d,]+ images, wrong on [\d,]+$/)
		const [answered = 0, images, wrong = 0, before, caught = 0, lost = 0] = numbersIn(await sentence.innerText())
		expect([images, before, wrong + caught, answered + caught + lost]).toEqual([10_000, mistakes, mistakes, 10_000])
		expect(wrong / answered).toBeLessThan(mistakes / 10_000)

		const faults: string[] = []
		async function look() {
			for (const theme of ['light', 'dark'] as const) {
				await chooseTheme(page, theme)
				faults.push(...(await accessibilityFaults(page)))
			}
		}
		await page.getByRole('img', { name: /^Reliability diagram\. Claims/ }).waitFor()
		await look()
		await page.getByRole('button', { name: 'equally full' }).click()
		await page.getByText(/Fifteen bins of about 667 images each/).waitFor()
		await page.getByRole('button', { name: 'Reliability as a table' }).click()
		await page.getByRole('button', { name: 'Thresholds as a table' }).click()
		const table = page.getByRole('table', { name: 'What it would answer and what it would keep silent, by threshold' })
		await table
			.getByRole('row', { name: '50 %' })
			.getByRole('cell', { name: answered.toLocaleString('en') })
			.waitFor()
		await look()
		expect(faults).toEqual([])
		expect(await complaints(page)).toEqual([])
		await closeOnce()
	})
})
