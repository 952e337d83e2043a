import { ORPCError } from '@orpc/client'
import { expect, onTestFinished, test } from 'vitest'
import type { z } from 'zod'
import { openLab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { labContract } from '../../src/shared/lab.ts'
import { newHome } from './real-lab.ts'

interface Procedure {
	path: string[]
	/** Undefined for what takes no input. */
	input: z.ZodType | undefined
}

/** Every procedure of the contract. */
function procedures(part: object, path: string[] = []): Procedure[] {
	if ('~orpc' in part) return [{ path, input: (part['~orpc'] as { inputSchema?: z.ZodType }).inputSchema }]
	return Object.entries(part).flatMap(([name, inside]) => procedures(inside as object, [...path, name]))
}

/** The names of the fields of an input. */
function fieldsOf(schema: z.ZodType | undefined): string[] {
	const inner = (schema as { def?: { innerType?: z.ZodType }; shape?: object } | undefined) ?? {}
	return inner.shape ? Object.keys(inner.shape) : inner.def?.innerType ? fieldsOf(inner.def.innerType) : []
}

const nonsense: unknown[] = [
	null,
	-1,
	-1.5,
	NaN,
	Infinity,
	2 ** 60,
	true,
	'',
	'../../etc/passwd',
	'\u0000',
	'1; DROP TABLE runs',
	{},
	[],
	[[]],
	[null],
	{ constructor: 1 },
	JSON.parse('{"__proto__": {"run": 1}}')
]

const all = procedures(labContract)
// what a study would take is answered with what is wrong with it, while it is typed
const withInput = all.filter(({ path, input }) => input !== undefined && path.join('.') !== 'studies.plan')

test('every procedure but those that take nothing says what it takes', () => {
	const open = all.filter(({ input }) => input === undefined).map(({ path }) => path.join('.'))
	expect(open.toSorted()).toEqual(['about', 'data.sets', 'pictures.answering', 'studies.list', 'watch'])
	for (const { path, input } of withInput) expect([path.join('.'), fieldsOf(input)]).not.toEqual([path.join('.'), []])
})

test.each(withInput.map(({ path, input }) => [path.join('.'), path, input] as const))(
	'%s refuses nonsense in a sentence, as a whole and in each of its fields',
	async (_, path, input) => {
		const faults: unknown[] = []
		const home = newHome()
		const lab = openLab({ ...worldHere({ home }), fault: (error) => void faults.push(error) })
		onTestFinished(() => lab.close())
		type Call = (input: unknown) => Promise<unknown>
		const call = path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], lab.client) as Call
		const whole = nonsense.filter((one) => typeof one !== 'object' || one === null || Array.isArray(one))
		const inFields = fieldsOf(input).flatMap((field) => nonsense.map((value) => ({ [field]: value })))
		// no hashes are hashes
		const isFine = (one: object) => 'hashes' in one && Array.isArray(one.hashes) && one.hashes.length === 0
		for (const given of [...whole, ...inFields.filter((one) => !isFine(one))]) {
			const [outcome] = await Promise.allSettled([call(given)])
			expect({ given, outcome }).toEqual({
				given,
				outcome: { status: 'rejected', reason: expect.any(ORPCError) as unknown }
			})
			const { code, message, data } = (outcome as PromiseRejectedResult).reason as ORPCError<string, { code: string }>
			expect({ given, code, data: data.code }).toEqual({ given, code: 'PROBLEM', data: 'BAD_REQUEST' })
			expect(message).toMatch(/[.?)]$/)
		}
		expect(faults).toEqual([])
		expect(await lab.client.runs.list()).toEqual([])
	}
)
