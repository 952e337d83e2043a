import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { migrations } from '../src/main/store/migrations.ts'
import { plural, seconds } from '../src/shared/format.ts'
import type { Found, Outcome } from './parts/kills/moment.ts'
import { killing, momentsOf } from './parts/kills/moments.ts'
import { trainings } from './parts/kills/trainings.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Kills the built lab (SIGKILL) `--kills` (200) times, as many in each kind of moment, at a time drawn from what the command takes
 * undisturbed, and looks at what is left: the database, orphans, the next start, and whether what was cut off comes to the same as
 * what nobody killed. Writes its part of docs/reliability.md. A loss is printed with its seed: `--only NAME --seed SEED --kills 1`
 * does that one again, at the same share of the command, and writes nothing.
 */
const { values } = parseArgs({
	options: {
		kills: { type: 'string', default: '200' },
		seed: { type: 'string', default: '1' },
		only: { type: 'string' },
		dry: { type: 'boolean', default: false }
	}
})

const began = performance.now()
const { moments, leave } = await momentsOf({
	...{ runs: 40, images: 20_000, formats: [1, 2, 4, migrations.length - 1], trainings, most: 5, times: 3 },
	...(values.only !== undefined && { only: values.only })
})
const rows: string[][] = []
const outcomes: Outcome[] = []
try {
	for (const [place, moment] of moments.entries()) {
		// what does not go up is spread over the first ones
		const wanted = Math.ceil((Number(values.kills) - place) / moments.length)
		const outcome = await killing(moment, wanted, Number(values.seed) + 1000 * place, (seed, { kills, losses }) => {
			const told = kills.map(({ when, found }) => `${when.delay.toFixed(0)} ms after ${when.from}: ${found}`).join(', ')
			console.log(`${moment.name}, seed ${seed}: ${told || 'had ended before'}`)
			for (const loss of losses) console.log(`  LOSS ${loss}`)
		})
		outcomes.push(outcome)
		const many = (found: Found) => String(outcome.kills.filter((kill) => kill.found === found).length)
		const losses = String(outcome.losses.length)
		rows.push([
			...[moment.name, `\`${moment.command}\``, seconds(moment.takes / 1000), String(outcome.kills.length)],
			...[many('nothing'), many('part'), many('all'), losses]
		])
	}
} finally {
	leave()
}

const kills = outcomes.flatMap(({ kills }) => kills)
const losses = outcomes.flatMap(({ losses }) => losses)
const head = ['in', 'command', 'takes', 'kills', 'nothing of it', 'a part', 'all of it', 'losses']
const page = `${markdownTable(head, rows)}

${plural(kills.length, 'kill')}, ${losses.length === 1 ? '1 loss' : `${losses.length} losses`}, in ${seconds((performance.now() - began) / 1000)}.
${cpus()[0]?.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; seeds from ${values.seed} on.`
console.log(`\n${page}\n${losses.join('\n')}`)
if (!values.only && !values.dry) writeBetween('reliability.md', 'kills', '', page)
process.exitCode = losses.length > 0 ? 1 : 0
