import { z } from 'zod'
import { factsOf, mnistId, type DataSetRow } from '../../shared/dataset.ts'
import { onData } from '../../shared/on-data.ts'
import type { RecipeProblem } from '../../shared/check.ts'
import { layerMembers, unions, type Member } from '../../shared/knobs.ts'
import type { LayerKind } from '../../shared/layers.ts'
import { perceptron, presets, presetStill, type Preset } from '../../shared/presets.ts'
import { recipeSchema, type Recipe } from '../../shared/recipe.ts'
import { usualLearningRate, type Optimizer } from '../../shared/training.ts'
import { checkDraft, dataIn, placeFor, sizesOf, type DraftLayer, type DraftRecipe } from './draft-check.ts'
import { SetImages } from './set-images.svelte.ts'
import { samePath, valueAt, withValue, type Path } from './path.ts'

/** What is kept between two visits. Values inside a layer are checked by the form itself. */
const keptSchema = z.object({
	name: z.string(),
	preset: z.string().nullable(),
	recipe: z.looseObject({
		layers: z.array(z.looseObject({ kind: z.enum(layerMembers.map((member) => member.kind)) })).max(40)
	})
})
const place = 'digit-lab.draft'
/** What the form holds on the first visit. */
const start: DraftRecipe = presets[0]?.recipe ?? recipeSchema.parse({ layers: perceptron([], 0) })

/** What happened to the learning rate when the optimizer changed. */
export type RateNote =
	{ kind: 'set'; rate: number; optimizer: string } | { kind: 'kept'; usual: number; optimizer: string }

/** The experiment a person is putting together. It outlives leaving the page and closing the window. */
export class Draft {
	recipe = $state.raw<DraftRecipe>(start)
	/** One key a layer, so that a row keeps its element when it moves. */
	keys = $state.raw<number[]>([])
	name = $state('')
	preset = $state<string | null>(presets[0]?.name ?? null)
	rateNote = $state.raw<RateNote | null>(null)
	/** What the lab said about a recipe that looked right here; gone with the next change. */
	refused = $state.raw<RecipeProblem[]>([])

	check = $derived(checkDraft(this.recipe))
	problems = $derived([...this.check.problems, ...this.refused])
	/** What the data set is. */
	facts = $derived(factsOf(dataIn(this.recipe)))
	/** As text, which stays the same while other things are typed. */
	#shape = $derived(JSON.stringify({ id: dataIn(this.recipe).set, image: this.facts.image }))
	/** Of the data set that is learned from. */
	images = $derived(new SetImages(JSON.parse(this.#shape) as Pick<DataSetRow, 'id' | 'image'>))
	sizes = $derived(sizesOf(this.recipe.layers, this.facts.image))
	/** The preset whose recipe this is, unchanged. */
	unchanged = $derived.by(() => {
		const text = JSON.stringify(this.check.recipe)
		return presets.find((preset) => JSON.stringify(preset.recipe) === text) ?? null
	})
	/** The preset this began as, as long as its network still stands. */
	origin = $derived(this.check.recipe ? presetStill(this.preset, this.check.recipe) : null)

	#storage: Storage
	#nextKey = 0

	constructor(storage: Storage) {
		this.#storage = storage
		const kept = keptSchema.safeParse(read(storage))
		if (kept.success) {
			const { recipe, name, preset } = kept.data
			this.recipe = { ...start, ...(recipe as DraftRecipe) }
			this.name = name
			this.preset = preset
		}
		this.keys = this.recipe.layers.map(() => this.#nextKey++)
	}

	/** Fills the form with a whole recipe: a preset, or that of an earlier run. */
	take(recipe: Recipe, preset: string | null): void {
		this.keys = recipe.layers.map(() => this.#nextKey++)
		this.preset = preset
		this.rateNote = null
		this.#change(recipe)
	}

	/** The same for a preset, on the data set that is chosen. */
	takePreset(preset: Preset): void {
		const { set } = dataIn(this.recipe)
		const { recipe } = preset
		this.take(set === mnistId ? recipe : onData(recipe, { id: set, ...this.facts }), preset.name)
	}

	/** Learns from another data set: the answer gets a neuron for each of its classes. */
	learnFrom(set: DataSetRow): void {
		this.#change(onData(this.recipe, set))
	}

	rename(name: string): void {
		this.name = name
		this.#keep()
	}

	set(path: Path, value: unknown): void {
		if (path[0] === 'learningRate') this.rateNote = null
		this.#change(withValue(this.recipe, path, value))
	}

	/** Changes optimizer, schedule or early stopping, with the usual numbers of the new one. */
	pick(name: string, kind: string): void {
		const member = unions.find((union) => union.name === name)?.members.find((one) => one.kind === kind)
		if (!member) return
		const before = valueAt(this.recipe, [name, 'kind'])
		const next = withValue(this.recipe, [name], fresh(member))
		this.#change(name === 'optimizer' ? this.#withUsualRate(next, before, member) : next)
	}

	/** Adds a layer where it fits best and says at which index. */
	add(kind: LayerKind): number {
		const member = layerMembers.find((one) => one.kind === kind)
		const layer = member ? (fresh(member) as DraftLayer) : { kind }
		const at = placeFor(this.recipe.layers, layer, this.facts.image)
		this.keys = this.keys.toSpliced(at, 0, this.#nextKey++)
		this.#change({ ...this.recipe, layers: this.recipe.layers.toSpliced(at, 0, layer) })
		return at
	}

	remove(index: number): void {
		this.keys = this.keys.toSpliced(index, 1)
		this.#change({ ...this.recipe, layers: this.recipe.layers.toSpliced(index, 1) })
	}

	/** Takes the layer at `from` out and puts it back so that it stands at `to`. */
	move(from: number, to: number): void {
		const layer = this.recipe.layers[from]
		const key = this.keys[from]
		if (!layer || key === undefined || to < 0 || to >= this.recipe.layers.length || from === to) return
		this.keys = this.keys.toSpliced(from, 1).toSpliced(to, 0, key)
		this.#change({ ...this.recipe, layers: this.recipe.layers.toSpliced(from, 1).toSpliced(to, 0, layer) })
	}

	/** Everything that is wrong at one place. */
	problemAt(path: Path): string | null {
		const here = this.problems.filter((problem) => samePath(problem.path, path))
		return here.length > 0 ? here.map((problem) => problem.sentence).join(' ') : null
	}

	#withUsualRate(next: DraftRecipe, before: unknown, member: Member): DraftRecipe {
		const usual = usualLearningRate[member.kind as Optimizer['kind']]
		const rate = next['learningRate']
		const untouched = rate === usualLearningRate[before as Optimizer['kind']]
		if (rate === usual) this.rateNote = null
		else if (untouched) this.rateNote = { kind: 'set', rate: usual, optimizer: member.title }
		else this.rateNote = { kind: 'kept', usual, optimizer: member.title }
		return untouched ? withValue(next, ['learningRate'], usual) : next
	}

	#change(recipe: DraftRecipe): void {
		this.recipe = recipe
		this.refused = []
		this.#keep()
	}

	#keep(): void {
		this.#storage.setItem(place, JSON.stringify({ name: this.name, preset: this.preset, recipe: this.recipe }))
	}
}

/** A layer, optimizer or schedule with the values it has when nobody says anything. */
const fresh = (member: Member) =>
	Object.fromEntries([
		['kind', member.kind],
		...member.knobs.map((knob) => [knob.path.join('.'), knob.fallback])
	]) as Record<string, unknown>

function read(storage: Storage): unknown {
	try {
		return JSON.parse(storage.getItem(place) ?? 'null')
	} catch {
		// what another version left behind is not worth a word: the form starts afresh
		return null
	}
}
