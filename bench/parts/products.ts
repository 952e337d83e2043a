import { openBackend } from '../../src/main/train/backend.ts'
import { tf } from '../../src/main/train/tf.ts'
import { median } from './spread.ts'

// floating-point operations a second of libtensorflow's product of two matrices of 2,048 × 2,048, in float32, the median of
// twenty: as fast as this machine multiplies

const backend = await openBackend('native')
if (backend.kind !== 'native') throw new Error(backend.notice)
const side = 2048
const [a, b] = [tf.randomUniform([side, side]), tf.randomUniform([side, side])]
const seconds = Array.from({ length: 25 }, () => {
	const began = performance.now()
	const product = tf.matMul(a, b)
	product.dataSync()
	product.dispose()
	return (performance.now() - began) / 1000
})
console.log(JSON.stringify({ perSecond: (2 * side ** 3) / median(seconds.slice(5)) }))
// the native library keeps threads
process.exit(0)
