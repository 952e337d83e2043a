import { isDeepStrictEqual } from 'node:util'
import { sayLater, unlike } from '../../shared/environment.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import type { Environment } from '../../shared/runs.ts'
import type { Twin } from '../../shared/twins.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { RecipeFileStore } from '../store/recipe-files.ts'
import type { RunStore } from '../store/runs.ts'
import { outcomeOf, sameAs } from './outcome.ts'

/**
 * Whether a finished run came to what recipe files say of its recipe, and to the same as the other finished runs of it.
 * Throws a LabProblem for a run that is not there or not finished.
 */
export function twins(
	store: RunStore,
	files: RecipeFileStore,
	checkpoints: Checkpoints
): (run: number) => Promise<Twin[]> {
	return async (run) => {
		const row = store.find(run)
		if (!row) throw noSuch.run(run)
		if (row.status !== 'finished')
			throw new LabProblem('NOT_NOW', `Run ${run} is ${row.status}: only what is finished can be compared.`)
		const here = store.environment(run)
		const differences = (there: Environment | null, it: string) => ({
			unlike: here && there ? unlike(here, there) : [],
			// where both went on alike, that explains nothing
			later: isDeepStrictEqual(here?.later, there?.later) ? [] : [...wentOn(`Run ${run}`, here), ...wentOn(it, there)]
		})

		const expected = files.ofRecipe(store.recipe(run).recipeHash)
		const outcome = expected.length > 0 ? await outcomeOf(store, checkpoints, run) : null
		const ofFiles = expected.flatMap(({ id, name, outcome: theirs, environment }): Twin[] =>
			outcome
				? [
						{
							of: 'file',
							id,
							name,
							same: sameAs(outcome, theirs),
							...differences(environment, 'The run of the recipe file')
						}
					]
				: []
		)
		const compared = await checkpoints.compare(run, store.twins(run))
		const ofRuns = compared.map(({ run: id, bits, apart, otherwise, images }): Twin => ({
			of: 'run',
			id,
			name: store.find(id)?.name ?? '',
			same: bits ? 'bits' : { apart, sample: images, otherwise, images },
			...differences(store.environment(id), `Run ${id}`)
		}))
		return [...ofFiles, ...ofRuns]
	}
}

function wentOn(which: string, environment: Environment | null): string[] {
	const changes = environment ? sayLater(environment) : []
	return changes.length > 0 ? [`${which} went on in another environment.`, ...changes] : []
}
