import { beforeAll, expect, test } from 'vitest'
import { openBackend } from '../../../src/main/train/backend.ts'
import { astray, type Feed } from '../../../src/main/train/graph/session.ts'
import { tf } from '../../../src/main/train/tf.ts'

interface Binding {
	createTensor(shape: number[], dtype: number, values: Feed['values']): number
	deleteTensor(id: number): void
	tensorDataSync(id: number): Float32Array
	TF_FLOAT: number
}

beforeAll(async () => {
	expect(await openBackend('native')).toMatchObject({ kind: 'native' })
})

/** Whether a tensor that was made of these numbers still looks at their memory. */
function isShared(values: Feed['values']): boolean {
	const { binding } = tf.backend() as unknown as { binding: Binding }
	values[0] = 1
	const id = binding.createTensor([values.length], binding.TF_FLOAT, values)
	values[0] = 2
	try {
		return binding.tensorDataSync(id)[0] === 2
	} finally {
		binding.deleteTensor(id)
	}
}

test('wherever numbers lie, TensorFlow copies what it is fed: no thread of its own lets go of memory of JavaScript', () => {
	// of every place where memory may begin, whatever multiple of bytes it is on
	const lying = Array.from({ length: 512 }, (_, step) => new Float32Array(new ArrayBuffer(8192 + 400), 16 * step, 100))
	// once this is 0, the binding has learned it, and astray has had its day
	expect(lying.filter(isShared).length).toBeGreaterThan(0)
	expect(lying.map(astray).filter(isShared)).toEqual([])
	expect(astray(Float32Array.of(1, 2, 3))).toEqual(Float32Array.of(1, 2, 3))
	expect(astray(Uint8Array.of(1, 255))).toEqual(Uint8Array.of(1, 255))
})
