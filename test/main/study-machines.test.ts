import { expect, test } from 'vitest'
import type { Environment } from '../../src/shared/runs.ts'
import { isDone, small, until } from './a-study.ts'
import { runOn } from './lab-terminal.ts'
import { newHome, open, rows } from './real-lab.ts'

test('a study whose runs come from unlike machines says which they are, and what cannot be compared', async () => {
	const home = newHome()
	const lab = open(home)
	const { id } = await lab.client.studies.create({ study: small({ seeds: 1 }) })
	await lab.client.studies.start({ study: id })
	await until(lab, id, isDone)
	const notes = async (response: 'valAccuracy' | 'seconds') =>
		(await lab.client.studies.get({ study: id, response })).notes
	expect(await notes('valAccuracy')).toEqual([])

	// its last run, as if it had been merged from another machine
	const [kept] = rows<{ json: string }>(home, 'SELECT json FROM environments')
	const here = JSON.parse(kept?.json ?? '') as Environment
	const moved = (there: Environment) =>
		rows(
			home,
			`UPDATE runs SET environment = (SELECT id FROM environments WHERE json = ?)
			WHERE id = (SELECT max(id) FROM runs) RETURNING id`,
			...rows<{ json: string }>(
				home,
				'INSERT INTO environments (json) VALUES (?) RETURNING json',
				JSON.stringify(there)
			).map(({ json }) => json)
		)
	// an other version of Node is no other machine
	moved({ ...here, node: '23.0.0' })
	expect(await notes('valAccuracy')).toEqual([])
	moved({ ...here, cpu: 'Abacus 9', threads: 1 })
	const both = `${here.cpu}, ${here.threads} thread${here.threads === 1 ? '' : 's'}, ${here.backend} ${here.tensorflow}; Abacus 9, 1 thread, ${here.backend} ${here.tensorflow}`
	const sentence = `Its runs come from unlike machines (${both}).`
	expect(await notes('valAccuracy')).toEqual([
		`${sentence} Accuracies may differ by rounding from what one machine would give; seconds cannot be compared.`
	])
	expect(await notes('seconds')).toContain(`${sentence} Their seconds cannot be compared.`)
	expect((await runOn(lab, 'study', 'show', String(id))).out.join('\n')).toContain(sentence)
})
