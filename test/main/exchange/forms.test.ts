import { unzipSync } from 'fflate'
import { File, Group, ready } from 'h5wasm'
import { beforeAll, expect, test } from 'vitest'
import { exportForms } from '../../../src/shared/bytes.ts'
import { unpackTensors } from '../../../src/shared/tensors.ts'
import { open, slp, trained } from '../real-lab.ts'
import { exported, jsonOf, networks, small, textOf } from './carry.ts'

beforeAll(() => ready)

test('tables hold every digit of what the lab has kept', async () => {
	const lab = open()
	const { run } = await trained(lab, slp({ validation: { share: 0 } }))
	await trained(lab, slp({ epochs: 3 }))
	const rows = (text: string) => text.trimEnd().split('\n').slice(1)
	const table = textOf(await exported(lab, 1, 'epochs'))
	expect(table.split('\n')[0]).toBe('epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds')
	expect(rows(table)).toEqual(
		run.points.map(({ epoch, loss, accuracy, seconds }) => `${epoch},${loss},${accuracy},,,0.01,${seconds}`)
	)
	const answers = rows(textOf(await exported(lab, 2, 'predictions'))).map((line) => line.split(',').map(Number))
	const labels = await lab.bytes.labels('mnist', 'test')
	const probabilities = new Float32Array((await lab.bytes.probabilities(2)).buffer)
	expect(answers).toHaveLength(10_000)
	expect(Float32Array.from(answers.flatMap((row) => row.slice(3)))).toEqual(probabilities)
	expect(answers.map(([index]) => index)).toEqual(answers.map((_, place) => place))
	expect(answers.map(([, label]) => label)).toEqual([...labels])
	const right = answers.filter(([, label, predicted]) => label === predicted).length
	expect(right).toBe((await lab.client.runs.get({ run: 2 })).test?.correct)
	expect(jsonOf(await exported(lab, 2, 'recipe'))).toEqual((await lab.client.runs.get({ run: 2 })).recipe)
})

// what Keras 3.15.1 itself writes for such networks; test/reference/check_keras_export.py lets it read ours
test.each([
	[
		'convolution',
		['Conv2D', 'BatchNormalization', 'MaxPooling2D', 'Conv2D', 'Flatten', 'Dense'],
		[
			'conv2d/vars/0',
			...[0, 1, 2, 3].map((place) => `batch_normalization/vars/${place}`),
			'conv2d_1/vars/0',
			'conv2d_1/vars/1',
			'dense/vars/0',
			'dense/vars/1'
		]
	],
	[
		'lstm',
		['LSTM', 'SimpleRNN', 'Dense'],
		[
			...[0, 1, 2].map((place) => `lstm/cell/vars/${place}`),
			...[0, 1, 2].map((place) => `simple_rnn/cell/vars/${place}`),
			'dense/vars/0',
			'dense/vars/1'
		]
	]
])('a .keras file of the %s network has every weight where Keras looks for it', async (name, classes, places) => {
	const lab = open()
	await trained(lab, small(networks[name] ?? []))
	const files = unzipSync(await exported(lab, 1, 'keras'))
	expect(Object.keys(files)).toEqual(['metadata.json', 'config.json', 'model.weights.h5'])
	const { config } = jsonOf(files['config.json'] ?? new Uint8Array()) as {
		config: { layers: { class_name: string }[] }
	}
	expect(config.layers.map((layer) => layer.class_name)).toEqual(['InputLayer', ...classes])
	const { FS } = await ready
	FS.writeFile('read.h5', files['model.weights.h5'] ?? new Uint8Array())
	const file = new File('read.h5', 'r')
	const tensors = unpackTensors((await lab.bytes.weights(1)).buffer)
	expect(tensors).toHaveLength(places.length)
	for (const [place, { shape, values }] of tensors.entries()) {
		const found = file.get(`layers/${places[place]}`) as { shape: number[]; value: Float32Array }
		expect({ shape: found.shape, values: found.value }).toEqual({ shape, values })
	}
	const layers = file.get('layers')
	expect(layers instanceof Group && layers.keys()).toHaveLength(classes.length)
	file.close()
})

test('what a run does not have yet is refused in a sentence', async () => {
	const lab = open()
	await lab.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	const { id } = await lab.client.runs.start({ recipe: slp() })
	const refusals = await Promise.all(
		exportForms.map(async (form) => {
			const [outcome] = await Promise.allSettled([lab.bytes.download(id, form)])
			return [form, outcome.status === 'rejected' ? String(outcome.reason) : '']
		})
	)
	const noWeights = 'LabProblem: Run 2 has no weights yet: they are kept when an epoch ends.'
	expect(Object.fromEntries(refusals)).toEqual({
		run: 'LabProblem: Run 2 is not over: it can be exported as a whole when it has ended.',
		digitrecipe: 'LabProblem: Run 2 has not finished: only then is there something to verify.',
		model: noWeights,
		keras: noWeights,
		recipe: '',
		epochs: '',
		predictions: 'LabProblem: Run 2 has not looked at the test images; that happens when it finishes.',
		'model.json': noWeights,
		'weights.bin': noWeights
	})
	await expect(lab.bytes.download(9, 'run')).rejects.toThrow('There is no run 9;')
	await lab.client.runs.stop({ run: 1 })
})
