import { factsOf, readsDigits } from '../../shared/dataset.ts'
import { likenessOf } from '../../shared/likeness.ts'
import { parametersOf } from '../../shared/network.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { testKey } from '../../shared/subset.ts'
import { saySettings, sayNetworks } from '../../shared/words.ts'
import { hashOf } from './hash.ts'

/** What a list shows and a store searches of a recipe, so that a list of thousands need not parse it. */
export function derivedOf(recipe: Recipe) {
	const { data } = recipe
	const facts = factsOf(data)
	return {
		hash: hashOf(recipe),
		network: sayNetworks(recipe, facts.image),
		settings: saySettings(recipe),
		likeness: likenessOf(recipe),
		parameters: parametersOf(recipe, facts.image),
		dataName: facts.name,
		testKey: testKey(data),
		// a network that was never shown a digit would never answer it
		readsDigits: readsDigits(facts) && !data.classes
	}
}
