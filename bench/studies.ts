import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openLab } from '../src/main/lab.ts'
import { worldHere } from '../src/main/world.ts'
import { drawingSvg } from '../src/main/report/figure-html.ts'
import { paperStyle } from '../src/main/report/style.ts'
import { seconds } from '../src/shared/format.ts'
import type { Recipe } from '../src/shared/recipe.ts'
import { readyEpochs, readyStudies } from '../src/shared/study/ready.ts'
import { studySections } from '../src/shared/study/sections.ts'
import { settingTable } from '../src/shared/study/tables.ts'
import type { StudyDetail } from '../src/shared/study/rows.ts'
import { usualSeeds } from '../src/shared/study/study.ts'
import { markdownTable } from './parts/table.ts'

/**
 * The notebook's six questions as studies, really trained: writes docs/studies.md and its pictures. `--home` keeps the runs,
 * so that a call which is cut off trains only what is missing; `--scale` takes that share of the epochs, `--limit` so many
 * training images, `--seeds` so many seeds, `--to` writes elsewhere: for trying it out.
 */
const { values } = parseArgs({
	options: {
		home: { type: 'string' },
		scale: { type: 'string', default: '1' },
		limit: { type: 'string' },
		seeds: { type: 'string', default: String(usualSeeds) },
		to: { type: 'string', default: fileURLToPath(new URL('../docs', import.meta.url)) }
	}
})
const limit = values.limit === undefined ? null : Number(values.limit)
const smaller = (base: Recipe): Recipe => ({ ...base, data: { ...base.data, limit } })
const lab = openLab(worldHere({ home: values.home ?? join(tmpdir(), `digit-lab-studies-${process.pid}`) }))
const pictures = join(values.to, 'studies')
mkdirSync(pictures, { recursive: true })

/** The study of that name, made unless a call before has made it, trained to its end. */
async function trained(study: ReturnType<typeof readyStudies>[number]): Promise<StudyDetail> {
	const { studies } = lab.client
	const before = (await studies.list()).find(({ name }) => name === study.name)
	const { id, state } = before ?? (await studies.create({ study: { ...study, seeds: Number(values.seeds) } }))
	if (state !== 'done') {
		const feed = await lab.client.watch()
		let { done } = await studies.start({ study: id })
		for await (const event of feed) {
			if (event.kind !== 'study') continue
			const row = await studies.get({ study: id })
			if (row.done > done) console.log(`${row.name}: ${row.done} of ${row.runs}`)
			done = row.done
			if (row.state === 'paused') throw new Error(row.problem ?? 'The study was paused.')
			if (row.state === 'done') break
		}
	}
	return studies.get({ study: id })
}

/** Its pictures as files, light on paper-white, and their lines in the page. */
async function pictured(detail: StudyDetail, name: string): Promise<string[]> {
	const sections = studySections(detail, await lab.client.studies.curves({ study: detail.id }))
	return sections.flatMap(({ id, title, figure }) => {
		if (figure?.kind !== 'drawing') return []
		const drawing = figure.draw(680)
		const style = `<style>${paperStyle}</style>`
		const svg = drawingSvg(drawing, figure.label)
			.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
			.replace('>', `>${style}<rect width="100%" height="100%" fill="#fff"/>`)
		writeFileSync(join(pictures, `${name}-${id}.svg`), `${svg}\n`)
		return [`![${title}](studies/${name}-${id}.svg)`, '']
	})
}

const chapters: string[] = []
/** Of training, of all runs together, whichever call trained them. */
let trainingSeconds = 0
let environment = ''
try {
	for (const study of readyStudies(smaller, Number(values.scale))) {
		const detail = await trained(study)
		const name = 'factor' in detail.study.design ? detail.study.design.factor : String(detail.id)
		const { columns, rows } = settingTable(detail)
		const test = await lab.client.studies.get({ study: detail.id, response: 'testAccuracy' })
		const times = await lab.client.studies.get({ study: detail.id, response: 'seconds' })
		for (const { values: some } of times.result.settings)
			trainingSeconds += some.reduce<number>((sum, value) => sum + (value ?? 0), 0)
		const base = detail.study.base
		chapters.push(
			`## ${detail.question}`,
			'',
			`Base recipe ${detail.study.preset ?? ''}${name === 'epochs' ? '' : `, ${base.epochs} epochs`}, ${detail.runs} runs.`,
			'',
			...detail.result.finding.map((sentence) => `- ${sentence}`),
			...detail.notes.map((sentence) => `- ${sentence}`),
			'',
			...(await pictured(detail, name)),
			markdownTable(
				columns.map(({ title }) => title),
				rows
			),
			'',
			`Test accuracy, shown once and not chosen by: ${test.result.settings.map(({ title, spread }) => `${title} ${spread.mean === null ? '–' : (100 * spread.mean).toFixed(2)} %`).join(', ')}.`,
			''
		)
		const run = detail.places.flat().find((place) => place.run !== null)?.run
		const about = run ? (await lab.client.runs.get({ run })).environment : null
		if (about) environment = `TensorFlow ${about.tensorflow} (${about.backend}), ${about.cpu}, ${about.threads} threads`
	}
} finally {
	await lab.close()
}
const images = limit === null ? 'all 60,000 training images' : `the first ${limit} training images`
const page = `# Six questions of the notebook, as studies

What single runs, compared by eye, cannot answer: each level trained with ${values.seeds} seeds, the same ones for every level,
on ${images}, the last 20 % of them for validation. The notebook trains 50 and 100 epochs; here it is ${Math.max(1, Math.round(readyEpochs * Number(values.scale)))}
where epochs are not the question, so that all six take less than half an hour. The finding goes by paired t tests with Holm's correction; what
is not shown may be there unseen, and is said so. Made by \`npm run bench -- studies\`; its trainings took ${seconds(trainingSeconds)}. ${environment}.

${chapters.join('\n')}`
writeFileSync(join(values.to, 'studies.md'), page)
console.log(join(values.to, 'studies.md'))
