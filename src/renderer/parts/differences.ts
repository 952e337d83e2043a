import { factsOf } from '../../shared/dataset.ts'
import { canonical } from '../../shared/likeness.ts'
import { describe } from '../../shared/network.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { RunCurves } from '../../shared/curves.ts'
import { sayNetwork } from '../../shared/words.ts'
import { environmentLines } from './environment-lines.ts'
import { settingsOf } from './settings.ts'
import { summarise } from './summary.ts'

/** A setting, with its value in every run, in their order. */
export interface Compared {
	title: string
	values: string[]
}

export interface Differences {
	differing: Compared[]
	/** Settings that all runs share. */
	same: { title: string; value: string }[]
}

/** Network, settings and environment of runs, parted into what differs and what does not. */
export function differencesOf(runs: readonly Pick<RunCurves, 'recipe' | 'environment'>[]): Differences {
	const [first] = runs
	if (!first) return { differing: [], same: [] }
	const networks = { title: 'Network', values: networksOf(runs.map(({ recipe }) => recipe)) }
	const settings = runs.map(({ recipe }) => settingsOf(recipe))
	const environments = runs.map(({ environment }) => environment && environmentLines(environment))
	const known = environments.find((lines) => lines !== null) ?? []
	const rows: Compared[] = [
		networks,
		...settingsOf(first.recipe).map(({ title }, place) => ({
			title,
			values: settings.map((own) => own[place]?.value ?? '')
		})),
		// a run that has not begun has no environment yet, which is no difference
		...known.map(({ title }, place) => ({ title, values: environments.map((lines) => lines?.[place]?.value ?? '') }))
	]
	const spread = ({ values }: Compared) => new Set(values.filter((value) => value !== '')).size
	return {
		differing: rows
			.filter((row) => spread(row) > 1)
			.map(({ title, values }) => ({ title, values: values.map(orDash) })),
		same: rows.flatMap((row) => (spread(row) === 1 ? [{ title: row.title, value: row.values.find(isSaid) ?? '' }] : []))
	}
}

const isSaid = (value: string) => value !== ''
const orDash = (value: string) => (value === '' ? '–' : value)

/** A line each; where networks differ in what a line leaves out (a bias, say), every layer in full. */
function networksOf(recipes: readonly Recipe[]): string[] {
	const lines = recipes.map(({ layers, data }) => sayNetwork(layers, factsOf(data).image))
	const written = recipes.map(({ layers }) => canonical(layers))
	const told = new Set(written).size === new Set(lines).size
	return told ? lines : recipes.map(sayLayers)
}

const sayLayers = ({ layers, data }: Recipe) =>
	summarise(describe(layers, factsOf(data).image).rows, layers)
		.map(({ type, settings }) => (settings ? `${type} (${settings})` : type))
		.join(' → ')
