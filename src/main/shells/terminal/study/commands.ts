import { LabProblem } from '../../../../shared/problems.ts'
import { findFactor } from '../../../../shared/study/factors.ts'
import { readyStudies } from '../../../../shared/study/ready.ts'
import { factorsIn, usualDraws } from '../../../../shared/study/study.ts'
import type { StudyPlan } from '../../../../shared/study/rows.ts'
import { sayTime } from '../../../../shared/study/tables.ts'
import { responseNames, type ResponseName } from '../../../../shared/study/responses.ts'
import type { CommandFrame, LabCalls } from '../door.ts'
import { trainFlags } from '../flags.ts'
import { addMergeCommand } from './merge.ts'
import { levelsIn, studyFrom, type NewFlags } from './new.ts'
import { addPlanCommand } from './plan-command.ts'
import { followStudy } from './run.ts'
import { detailLines, studyLines } from './show.ts'

/** `study new|run|show|extend|list|plan` and `merge`. */
export function addStudyCommands(frame: CommandFrame): void {
	const { program, terminal, withLab } = frame
	const study = program.command('study').description('find out what a setting does: many runs, planned and judged')

	const making = study
		.command('new')
		.description(
			'plan one: --effect dropout --base mlp-64 --levels 0,0.2,0.4, or --search neurons=16..256, or --ready dropout'
		)
		.option('--effect <factor>', 'what is varied')
		.option('--levels <level,…>', 'its values; left out, those it usually has')
		.option('--and <factor>', 'a second factor: every level of one with every level of the other')
		.option('--and-levels <level,…>', 'its values')
		.option(
			'--search <factor=range>',
			'a random search: learningRate=0.0001..0.1, or optimizer=sgd,adam; as often as there are factors',
			(one: string, before: string[] | undefined) => [...(before ?? []), one]
		)
		.option('--draws <number>', `how many settings a search draws; left out, ${usualDraws}`)
		.option('--base <preset|recipe.json>', 'the recipe that everything else is taken from', 'mlp-64')
		.option('--ready <factor|all>', 'one of the notebook’s six questions, or all six')
		.option('--file <study.json>', 'a study as "study show --json" prints it')
		.option('--seeds <number>', 'how many seeds each level is trained with')
		.option('--name <name>', 'what it is called')
		.option('--question <words>', 'what is asked')
		.option('--expect <words>', 'what you expect, written down with today’s date')
		.option('--json', 'one JSON object a line')
	for (const { usage, help } of trainFlags)
		if (!['--dropout <rate>', '--seed <number>'].includes(usage)) making.option(usage, `base recipe: ${help}`)
	making.action((flags: NewFlags) =>
		withLab(async (calls) => {
			const sets = flags['data'] === undefined && flags['classes'] === undefined ? [] : await calls.data.sets()
			const all = studyFrom(flags, (path) => terminal.readFile(path), sets)
			for (const one of all) {
				const plan = await calls.studies.plan({ study: one })
				const wrong = plan.problems.map(({ sentence }) => sentence)
				if (wrong.length > 0) throw new LabProblem('BAD_REQUEST', wrong.join('\n'))
				const row = await calls.studies.create({ study: one, expectation: flags.expect ?? '' })
				if (flags.json) terminal.write(JSON.stringify({ kind: 'study', ...row, plan }))
				else terminal.write(`Study ${row.id}: ${row.name}\n${planLines(plan)}\n"study run ${row.id}" trains it.`)
			}
			return 0
		})
	)

	study
		.command('list')
		.description('the studies there are, newest first')
		.option('--json', 'one JSON object a line')
		.action(({ json }: { json?: boolean }) =>
			withLab(async (calls) => {
				const all = await calls.studies.list()
				if (json) for (const row of all) terminal.write(JSON.stringify(row))
				else terminal.write(all.length > 0 ? studyLines(all) : noStudy)
				return 0
			})
		)

	study
		.command('run')
		.description('train what is missing; Ctrl-C stops it, and the same command goes on')
		.argument('<study>', 'its number, "last", or "all"')
		.option('--json', 'one JSON object a line')
		.action((which: string, { json = false }: { json?: boolean }) =>
			withLab(async (calls) => {
				const all = which === 'all' ? await openStudies(calls) : [await studyNumber(which, calls)]
				if (all.length === 0) terminal.say('No study has anything left to train.')
				for (const id of all) {
					const code = await followStudy(terminal, calls, id, json)
					if (code !== 0) return code
				}
				return 0
			})
		)

	study
		.command('show')
		.description('what it has found')
		.argument('<study>', 'its number, or "last"')
		.option('--response <name>', `what is asked: ${responseNames.join(', ')}`)
		.option('--json', 'every number as one JSON object, with the learning curves')
		.action((which: string, { json, response }: { json?: boolean; response?: string }) =>
			withLab(async (calls) => {
				const asked = responseNames.find((name) => name === response)
				if (response !== undefined && !asked)
					throw new LabProblem('BAD_REQUEST', `--response takes ${responseNames.join(', ')}; it is "${response}".`)
				const detail = await calls.studies.get({
					study: await studyNumber(which, calls),
					...(asked && { response: asked satisfies ResponseName })
				})
				const curves = json ? await calls.studies.curves({ study: detail.id }) : []
				terminal.write(json ? JSON.stringify({ ...detail, curves }) : detailLines(detail))
				return 0
			})
		)

	study
		.command('extend')
		.description('more seeds, levels or draws; what is trained already counts')
		.argument('<study>', 'its number, or "last"')
		.option('--seeds <number>', 'how many seeds each level has from now on')
		.option('--levels <level,…>', 'more levels of its factor')
		.option('--and-levels <level,…>', 'more levels of its second factor')
		.option('--draws <number>', 'how many draws a random search has from now on')
		.option('--json', 'one JSON object')
		.action(
			(which: string, flags: { seeds?: string; levels?: string; andLevels?: string; draws?: string; json?: boolean }) =>
				withLab(async (calls) => {
					const id = await studyNumber(which, calls)
					const names = factorsIn((await calls.studies.get({ study: id })).study.design)
					const given = [flags.levels, flags.andLevels]
					const levels = Object.fromEntries(
						given.flatMap((text, at) =>
							text === undefined ? [] : [[names[at] ?? 'second', levelsIn(text, findFactor(names[at] ?? ''))]]
						)
					)
					const row = await calls.studies.extend({
						study: id,
						levels,
						...(flags.seeds !== undefined && { seeds: Number(flags.seeds) }),
						...(flags.draws !== undefined && { draws: Number(flags.draws) })
					})
					const left = row.runs - row.done - row.failed
					terminal.write(
						json(flags)
							? JSON.stringify(row)
							: `Study ${id} has ${row.runs} runs now, ${left} of them still to be trained. "study run ${id}" does that.`
					)
					return 0
				})
		)

	addPlanCommand(study, frame)
	addMergeCommand(frame)
}

const json = (flags: { json?: boolean }) => flags.json === true
const noStudy = `There is no study yet. "study new --ready dropout" plans one of the notebook's questions: ${readyStudies()
	.map(({ design }) => ('factor' in design ? design.factor : ''))
	.join(', ')}.`

/** The number a person means: itself, or "last" for the newest study. */
export async function studyNumber(which: string, calls: LabCalls): Promise<number> {
	if (which === 'last') {
		const [newest] = await calls.studies.list()
		if (!newest) throw new LabProblem('NO_SUCH_STUDY', noStudy)
		return newest.id
	}
	const number = Number(which)
	if (Number.isSafeInteger(number) && number > 0) return number
	throw new LabProblem('NO_SUCH_STUDY', `"${which}" is no study's number. "study list" lists those there are.`)
}

/** Those with something left to train, the oldest first. */
const openStudies = async (calls: LabCalls) =>
	(await calls.studies.list())
		.filter(({ state }) => state !== 'done')
		.map(({ id }) => id)
		.reverse()

/** What is known before a study is started. */
export function planLines({ runs, done, settings, time, power }: StudyPlan): string {
	const there = done > 0 ? `, ${done} of them there already` : ''
	const effect =
		power === null || power.effect === null
			? 'One seed shows no effect: differences cannot be told from chance.'
			: `${power.seeds} seeds show a difference of ${power.effect.toFixed(1)} standard deviations between paired runs in 80 of 100 studies; a sign-flip test cannot come below p = ${power.leastSignFlip.toFixed(3)}.`
	return `${runs} runs${there}: ${settings.slice(0, 12).join(', ')}${settings.length > 12 ? ' …' : ''}\n${sayTime(time)}\n${effect}`
}
