import type { Imported } from '../../shared/bytes.ts'
import { factsOf } from '../../shared/dataset.ts'
import { explainRecipe } from '../../shared/explain.ts'
import { LabProblem } from '../../shared/problems.ts'
import { recipeSchema, type Recipe } from '../../shared/recipe.ts'
import type { EpochPoint, LabEvent, RunRow } from '../../shared/runs.ts'
import { placesOf } from '../data/places.ts'
import { openRunFile } from '../exchange/read-run-file.ts'
import { damaged } from '../exchange/unzip.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { ImportStore } from '../store/import.ts'
import type { RunStore } from '../store/runs.ts'
import { readLearned } from './arrived.ts'
import { derivedOf } from './derived.ts'
import { truthReader } from './truth.ts'
import type { World } from './world.ts'

/**
 * Takes in a run from another lab's file. Nothing in the file is believed: it is bounded, parsed, checked against its own
 * checksums, its recipe and the lab's labels, and then kept at once and wholly. Throws LabProblems.
 */
export function runImport(
	world: World,
	store: RunStore,
	arrivals: ImportStore,
	publish: (event: LabEvent) => void,
	free: Checkpoints['free']
) {
	const truth = truthReader(placesOf(world))

	function tell(run: number): RunRow {
		const row = store.find(run)
		if (!row) throw new Error(`run ${run} is gone`)
		publish({ kind: 'run', run: row })
		return row
	}

	/** Refuses a run that is here, and brings back one that was removed a while ago. */
	function welcomeBack(uid: string): Imported | null {
		const found = arrivals.placeOf(uid)
		if (!found) return null
		if (!found.removed)
			throw new LabProblem('NOT_NOW', `This run is already here: run ${found.run}. Nothing was imported.`)
		store.restore([found.run])
		const sentence = `This run was here and had been removed: run ${found.run} is back, as it was.`
		return { kind: 'run', run: tell(found.run), restored: true, sentence }
	}

	return async (file: Uint8Array): Promise<Imported> => {
		const opened = await openRunFile(file)
		const { manifest } = opened
		const back = welcomeBack(manifest.uid)
		if (back) return back
		const recipe = recipeIn(manifest.recipe)
		checkEpochs(recipe, manifest.epochs)
		if (manifest.environment && manifest.environment.dataSha256 !== factsOf(recipe.data).sha256)
			throw damaged('it was trained on other images than its recipe names')
		const labels = await truth(recipe.data)
		const learned = await readLearned(opened, recipe, labels)
		await opened.checkRest()
		await free()
		const { uid, name, note, tags, preset, status, problem, created, ended, environment, epochs } = manifest
		const { peakMemory } = manifest
		// another import of the same file may have been faster
		const meanwhile = welcomeBack(uid)
		if (meanwhile) return meanwhile
		const run = arrivals.take({
			...{ uid, name, note, tags: [...new Set(tags)], preset, status, problem, created, ended, environment },
			recipe,
			...derivedOf(recipe),
			imported: world.now(),
			peakMemory,
			points: epochs,
			best: bestOf(epochs),
			...learned
		})
		const row = tell(run)
		return { kind: 'run', run: row, restored: false, sentence: `Imported as run ${run}: ${row.name}.` }
	}
}

/** The recipe that a file brings. Throws a LabProblem with what is wrong with it. */
export function recipeIn(given: unknown): Recipe {
	const checked = recipeSchema.safeParse(given)
	if (checked.success) return checked.data
	const sentences = explainRecipe(checked.error.issues.slice(0, 3), given).map(({ sentence }) => sentence)
	throw new LabProblem(
		'BAD_RECIPE',
		`This file cannot be imported: its recipe does not work here. ${sentences.join(' ')}`
	)
}

function checkEpochs({ epochs }: Recipe, points: readonly EpochPoint[]) {
	if (points.length > epochs) throw damaged(`it has ${points.length} epochs, but its recipe asks for ${epochs}`)
	if (points.some(({ epoch }, place) => epoch !== place + 1)) throw damaged('its epochs are not numbered one by one')
}

/** The lowest validation loss, the first of equals, as training counts it. */
const bestOf = (points: readonly EpochPoint[]) =>
	points.reduce<EpochPoint | null>(
		(best, point) => (point.valLoss !== null && point.valLoss < (best?.valLoss ?? Infinity) ? point : best),
		null
	)
