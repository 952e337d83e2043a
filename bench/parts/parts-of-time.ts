import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What a library's function is for, the first that fits; oneDNN writes its products' code when it runs, so it has no name. */
const kinds: readonly [kind: string, is: RegExp][] = [
	['products and convolutions', /\[JIT\]|gebp|gemm|jit_|dnnl|Contraction|Convolution|Conv2D/i],
	['random numbers', /philox|random/i],
	['the optimizer', /ApplyAdam|ApplyGradientDescent|ApplyKeras|training_ops|Adam/i],
	['pooling', /MaxPool|AvgPool|SpatialMax/i],
	['copies', /memcpy|memmove|memset|clear_page/i],
	['sharing out and waiting for the other core', /\[k\]|ThreadPoolTempl|pthread|futex|EventCount|RunQueue|sched/i],
	['element by element', /Eigen|scalar_|Functor/i],
	['running the graph', /Executor|OpKernel|tsl::|absl::|alloc|free|unlink_chunk|Tensor::/i]
]

/** Which shares of the cores' time a program spends on what, by `perf`; null where that is not installed. */
export function partsOfTime(
	folder: string,
	program: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv
): Map<string, number> | null {
	const file = join(folder, 'perf.data')
	// the library is loaded and the first epoch begun by then
	const record = ['record', '-q', '-F', '499', '-D', '2500', '-o', file, program, ...args]
	const { status, error } = spawnSync('perf', record, { env, stdio: 'ignore' })
	if (error || status !== 0) return null
	const report = ['report', '-q', '-i', file, '--stdio', '--sort', 'dso,sym', '--percent-limit', '0', '-w', '20,0']
	const { stdout } = spawnSync('perf', report, { encoding: 'utf8', maxBuffer: 2 ** 28 })
	const parts = new Map(kinds.map(([kind]) => [kind, 0]))
	for (const line of stdout.split('\n')) {
		const share = Number.parseFloat(line)
		if (Number.isNaN(share)) continue
		const kind = kinds.find(([, is]) => is.test(line))?.[0] ?? 'the rest'
		parts.set(kind, (parts.get(kind) ?? 0) + share / 100)
	}
	return parts
}
