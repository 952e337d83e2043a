import { usualSameWithin } from '../../shared/comparing.ts'
import type { Analysing, Analysis, ImageMap, Work } from '../../shared/analysis/analysis.ts'
import { addresses } from '../../shared/bytes.ts'
import { factsOf } from '../../shared/dataset.ts'
import {
	gathered,
	recipesIn,
	type DataMaterial,
	type Material,
	type StudyMaterial
} from '../../shared/reporting/material.ts'
import {
	blockKinds,
	reportOutline,
	usualOutline,
	withAnalysis,
	type BlockKind,
	type ReportOutline,
	type RunReportForm
} from '../../shared/reporting/outline.ts'
import type { LabClient } from '../connect.ts'
import { BytesProblem, fetchBytes, sentenceIn } from './bytes.ts'
import { saidBy } from './said.ts'

const placeOf = ({ runs, studies }: Pick<ReportOutline, 'runs' | 'studies'>) =>
	`digit-lab.report.${[runs, ...(studies.length > 0 ? [studies] : [])].map((ids) => ids.join('-')).join('/')}`

/** Keeps an outline for when its runs and studies are next written about. */
export const keepOutline = (storage: Storage, outline: ReportOutline) =>
	storage.setItem(placeOf(outline), JSON.stringify(outline))

/** A report that is being written: what the person decides, and the runs and studies that its numbers come from. */
export class ReportDraft {
	outline = $state.raw<ReportOutline>(usualOutline([1]))
	material = $state.raw<Material | null>(null)
	problem = $state<string | null>(null)
	/** How far the lab has come that looks at the images for this report. */
	looking = $state.raw<Extract<Analysing, { kind: 'doing' }> | null>(null)

	#ask: () => LabClient
	#storage: Storage
	#reading = 0
	#data: DataMaterial | null = null

	constructor(ask: () => LabClient, storage: Storage, runs: readonly number[], studies: readonly number[] = []) {
		this.#ask = ask
		this.#storage = storage
		this.outline =
			kept(storage.getItem(placeOf({ runs: [...runs], studies: [...studies] }))) ?? usualOutline(runs, studies)
	}

	get missing(): BlockKind[] {
		return blockKinds.filter((kind) => !this.outline.blocks.some((block) => block.kind === kind))
	}

	/** Reads the runs and studies anew: some may have come further. */
	async read(): Promise<void> {
		const reading = ++this.#reading
		try {
			const found = await gathered(this.outline, {
				run: (run) => this.#ask().runs.get({ run }),
				study: (study) => this.#study(study),
				compare: (runs, sameWithin) => this.#ask().runs.compare({ runs, sameWithin })
			})
			if (reading !== this.#reading) return
			this.material = { ...found, data: this.#data }
			this.problem = null
			this.#look()
		} catch (error) {
			if (reading === this.#reading) this.problem = saidBy(error).sentence
		}
	}

	async #study(study: number): Promise<StudyMaterial> {
		const { studies } = this.#ask()
		const { result: test } = await studies.get({ study, response: 'testAccuracy' })
		return { detail: await studies.get({ study }), curves: await studies.curves({ study }), test }
	}

	/** Has the images looked at where the report wants to say what is in them; their map is taken if it was drawn before. */
	#look(): void {
		const [recipe] = this.material ? recipesIn(this.material) : []
		const isWanted = this.outline.blocks.some(({ kind }) => kind === 'analysis')
		if (!recipe || !isWanted || this.#data || this.looking) return
		const { name } = factsOf(recipe.data)
		const { set } = recipe.data
		const read = async (work: Work): Promise<unknown> =>
			JSON.parse(new TextDecoder().decode(await fetchBytes(addresses.worked(set, work))))
		const work = async () => {
			for await (const told of await this.#ask().data.work({ set, work: 'analysis' }))
				this.looking = told.kind === 'doing' ? told : null
			const analysis = (await read('analysis')) as Analysis
			// it is no fault that there is none
			const map = (await read('map').catch(() => null)) as ImageMap | null
			this.#data = { set, name, analysis, map }
			if (this.material) this.material = { ...this.material, data: this.#data }
		}
		this.looking = { kind: 'doing', doing: 'Reading the images', share: 0 }
		work()
			.catch((error: unknown) => (this.problem = saidBy(error).sentence))
			.finally(() => (this.looking = null))
	}

	setTitle(title: string): void {
		if (title.trim() !== '') this.#change({ title: title.trim() })
	}

	write(kind: BlockKind, text: string): void {
		this.#change({ blocks: this.outline.blocks.map((block) => (block.kind === kind ? { kind, text } : block)) })
	}

	/** Puts a block before the one above it, or behind the one below. */
	move(kind: BlockKind, by: -1 | 1): void {
		const blocks = [...this.outline.blocks]
		const at = blocks.findIndex((block) => block.kind === kind)
		const [one, other] = [blocks[at], blocks[at + by]]
		if (!one || !other) return
		blocks[at] = other
		blocks[at + by] = one
		this.#change({ blocks })
	}

	/** Takes a block out; one stays at least. */
	leaveOut(kind: BlockKind): void {
		const blocks = this.outline.blocks.filter((block) => block.kind !== kind)
		if (blocks.length > 0) this.#change({ blocks })
	}

	putBack(kind: BlockKind): void {
		if (kind === 'analysis') this.#change(withAnalysis(this.outline))
		else this.#change({ blocks: [...this.outline.blocks, { kind, text: '' }] })
		this.#look()
	}

	/** The report as a file. Throws a BytesProblem with a sentence. */
	async file(form: RunReportForm): Promise<{ name: string; body: Blob }> {
		const answer = await fetch(addresses.report(form), { method: 'POST', body: JSON.stringify(this.outline) })
		if (!answer.ok) throw new BytesProblem(await sentenceIn(answer))
		const [, name] = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? []
		return { name: name ?? `report.${form}`, body: await answer.blob() }
	}

	#change(change: Partial<ReportOutline>): void {
		this.outline = { ...this.outline, ...change }
		keepOutline(this.#storage, this.outline)
	}
}

/** What was kept, if it is still understood. */
function kept(text: string | null): ReportOutline | null {
	if (text === null) return null
	try {
		const read = reportOutline.safeParse(JSON.parse(text))
		return read.success ? { ...read.data, sameWithin: usualSameWithin } : null
	} catch {
		return null
	}
}
