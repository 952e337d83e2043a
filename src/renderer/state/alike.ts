import type { Recipe } from '../../shared/recipe.ts'
import type { RunRow } from '../../shared/runs.ts'
import { sayNetwork, saySettings } from '../../shared/words.ts'

/** Runs that finished with this network and these settings; the seed may differ, for that is what one wants to see. */
export function alike(recipe: Recipe, runs: readonly RunRow[]): RunRow[] {
	const network = sayNetwork(recipe.layers)
	const settings = withoutSeed(saySettings(recipe))
	return runs.filter(
		(run) => run.status === 'finished' && run.network === network && withoutSeed(run.settings) === settings
	)
}

const withoutSeed = (settings: string) => settings.replace(/ · seed \d+$/, '')
