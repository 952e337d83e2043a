import type { DataSetRow } from '../../../shared/dataset.ts'
import { explainRecipe } from '../../../shared/explain.ts'
import { count, loss, percent, percentRange, roughly, seconds } from '../../../shared/format.ts'
import { findPreset, presets } from '../../../shared/presets.ts'
import { LabProblem, messageOf } from '../../../shared/problems.ts'
import { recipeSchema, type Recipe } from '../../../shared/recipe.ts'
import { isOver, type EpochPoint, type Progress, type RunDetail, type RunRow } from '../../../shared/runs.ts'
import type { LabCalls, Terminal } from './door.ts'
import { chooseData } from './train-data.ts'
import { trainFlags, type Draft } from './flags.ts'

/** The recipe that `what` (a preset or a file) and the flags describe. Throws a LabProblem with every sentence there is to say. */
export function recipeFrom(
	what: string,
	flags: Record<string, unknown>,
	readFile: (path: string) => string,
	sets: readonly DataSetRow[] = []
): { recipe: Recipe; preset: string | null } {
	const preset = findPreset(what)
	const draft: Draft = preset ? structuredClone(preset.recipe) : parseFile(what, readFile)
	chooseData(draft, flags, sets)
	// a learning rate given by hand stands, wherever on the line the optimizer is named
	const given = trainFlags.filter(({ name }) => flags[name] !== undefined)
	for (const flag of given.filter(({ name }) => name === 'optimizer')) flag.apply(draft, flags[flag.name])
	for (const flag of given.filter(({ name }) => name !== 'optimizer')) flag.apply(draft, flags[flag.name])
	const checked = recipeSchema.safeParse(draft)
	if (checked.success) return { recipe: checked.data, preset: preset?.name ?? null }
	const fields = explainRecipe(checked.error.issues, draft)
	throw new LabProblem('BAD_RECIPE', fields.map(({ sentence }) => sentence).join('\n'), fields)
}

function parseFile(path: string, readFile: (path: string) => string): Draft {
	let text: string
	try {
		text = readFile(path)
	} catch {
		throw new LabProblem(
			'BAD_RECIPE',
			`"${path}" is neither a preset (${presets.map(({ name }) => name).join(', ')}) nor a file that can be read.`
		)
	}
	let draft: unknown
	try {
		draft = JSON.parse(text)
	} catch (error) {
		const reason = messageOf(error).replaceAll(/\s+/g, ' ')
		throw new LabProblem(
			'BAD_RECIPE',
			`${path} is not JSON (${reason}). "show <run> --json" prints a recipe that works.`
		)
	}
	if (typeof draft !== 'object' || draft === null || Array.isArray(draft))
		throw new LabProblem(
			'BAD_RECIPE',
			`${path} holds no recipe: a recipe is an object such as {"layers": […], "epochs": 10}.`
		)
	// a recipe to verify has the recipe in it
	return ('outcome' in draft && 'recipe' in draft ? draft.recipe : draft) as Draft
}

/** Trains one run to its end; see `followRun`. */
export function train(
	terminal: Terminal,
	calls: LabCalls,
	job: { recipe: Recipe; preset: string | null; name: string | undefined; json: boolean }
): Promise<number> {
	const { recipe, preset, name, json } = job
	return followRun(
		terminal,
		calls,
		() => calls.runs.start({ recipe, preset, ...(name !== undefined && { name }) }),
		json
	)
}

/** Lets a run begin and says how it goes, to its end. Answers the exit code: 0 finished, 1 failed, 130 stopped by Ctrl-C. */
export async function followRun(
	terminal: Terminal,
	calls: LabCalls,
	begin: () => Promise<RunRow>,
	json: boolean
): Promise<number> {
	const events = await calls.watch()
	const { id, epochs, epochsDone } = await begin()
	let interrupted = false
	const settled = terminal.onInterrupt(() => {
		interrupted = true
		terminal.say('Stopping; what has been learned is kept.')
		// refused only when the run is over by now, which the feed says as well
		calls.runs.stop({ run: id }).catch(() => undefined)
	})
	try {
		let started = false
		for await (const event of events) {
			if (event.kind === 'progress' && event.progress.run === id) terminal.show(progressLine(event.progress))
			if (event.kind === 'epoch' && event.run === id) {
				if (json) terminal.write(JSON.stringify({ kind: 'epoch', ...event.point }))
				else terminal.say(epochLine(event.point, epochs))
			}
			if (event.kind === 'removed' && event.run === id) {
				terminal.say(`Run ${id} was deleted by another Digit Lab before it began.`)
				return 1
			}
			if (event.kind !== 'run' || event.run.id !== id) continue
			if (!started && event.run.status !== 'queued') {
				started = true
				const { environment } = await calls.runs.get({ run: id })
				const parameters = event.run.parameters
				if (json)
					terminal.write(
						JSON.stringify({ kind: 'started', run: id, parameters, backend: environment?.backend ?? null })
					)
				else {
					const on = epochsDone > 0 ? `, goes on after epoch ${count(epochsDone)}` : ''
					terminal.say(`Run ${id}: ${event.run.network}, ${count(parameters)} parameters${on}`)
				}
			}
			if (isOver(event.run.status)) break
		}
		return report(terminal, await calls.runs.get({ run: id }), json, interrupted)
	} finally {
		settled()
		await events.return(undefined)
	}
}

function report(terminal: Terminal, run: RunDetail, json: boolean, interrupted: boolean): number {
	const { id, status, problem, test, seconds: spent } = run
	if (status === 'finished' && test) {
		const { loss: testLoss, accuracy: testAccuracy, interval } = test
		if (json) terminal.write(JSON.stringify({ kind: 'finished', run: id, testLoss, testAccuracy, seconds: spent }))
		else {
			const range = percentRange(interval.low, interval.high)
			terminal.write(
				`Run ${id}: test accuracy ${percent(testAccuracy)} (95 % interval ${range}), test loss ${loss(testLoss)}, trained in ${seconds(spent)}`
			)
		}
		return 0
	}
	if (json) terminal.write(JSON.stringify({ kind: status, run: id, problem, epochs: run.epochsDone, seconds: spent }))
	if (status === 'stopped') {
		const on = run.resumable ? `, "resume ${id}" goes on` : ''
		terminal.say(
			`Run ${id} is stopped after ${count(run.epochsDone)} of ${count(run.epochs)} epochs; "show ${id}" has what it learned${on}.`
		)
		return interrupted ? 130 : 1
	}
	terminal.say(problem ?? `Run ${id} is ${status}.`)
	return 1
}

function progressLine(progress: Progress): string {
	const { phase, epoch, epochs, batch, batches, secondsLeft } = progress
	const width = 20
	const full = Math.round((width * batch) / batches)
	const bar = '█'.repeat(full) + '░'.repeat(width - full)
	const left = secondsLeft === null ? '' : ` · ${roughly(secondsLeft)} left`
	const doing = phase === 'validating' ? 'validating' : `loss ${loss(progress.loss)} · ${percent(progress.accuracy)}`
	return `epoch ${epoch}/${epochs} ${bar} ${doing} · ${count(progress.samplesPerSecond)} images/s${left}`
}

function epochLine(point: EpochPoint, epochs: number): string {
	const epoch = String(point.epoch).padStart(String(epochs).length)
	const held =
		point.valLoss === null ? '' : `   validation loss ${loss(point.valLoss)}  accuracy ${percent(point.valAccuracy)}`
	return `epoch ${epoch}/${epochs}   loss ${loss(point.loss)}  accuracy ${percent(point.accuracy)}${held}   ${seconds(point.seconds)}`
}
