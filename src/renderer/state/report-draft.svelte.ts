import { usualSameWithin } from '../../shared/comparing.ts'
import { addresses } from '../../shared/bytes.ts'
import { findsNothing, type Material } from '../../shared/reporting/material.ts'
import {
	blockKinds,
	reportOutline,
	usualOutline,
	type BlockKind,
	type ReportOutline,
	type RunReportForm
} from '../../shared/reporting/outline.ts'
import type { RunDetail } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'
import { BytesProblem, sentenceIn } from './bytes.ts'
import { saidBy } from './said.ts'

const placeOf = (ids: readonly number[]) => `digit-lab.report.${ids.join('-')}`

/** Keeps an outline for when its runs are next written about. */
export const keepOutline = (storage: Storage, outline: ReportOutline) =>
	storage.setItem(placeOf(outline.runs), JSON.stringify(outline))

/** A report that is being written: what the person decides, and the runs that its numbers come from. */
export class ReportDraft {
	outline = $state.raw<ReportOutline>(usualOutline([1]))
	material = $state.raw<Material | null>(null)
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#storage: Storage
	#reading = 0

	constructor(ask: () => LabClient, storage: Storage, ids: readonly number[]) {
		this.#ask = ask
		this.#storage = storage
		this.outline = kept(storage.getItem(placeOf(ids))) ?? usualOutline(ids)
	}

	get missing(): BlockKind[] {
		return blockKinds.filter((kind) => !this.outline.blocks.some((block) => block.kind === kind))
	}

	/** Reads the runs anew: some may have come further. */
	async read(): Promise<void> {
		const reading = ++this.#reading
		try {
			const runs: RunDetail[] = []
			for (const run of this.outline.runs) runs.push(await this.#ask().runs.get({ run }))
			const why = findsNothing(runs)
			const finished = runs.filter(({ test }) => test !== null).map(({ id }) => id)
			const { sameWithin } = this.outline
			const comparison = why === null ? await this.#ask().runs.compare({ runs: finished, sameWithin }) : null
			if (reading !== this.#reading) return
			this.material = { runs, comparison, why }
			this.problem = null
		} catch (error) {
			if (reading === this.#reading) this.problem = saidBy(error).sentence
		}
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
		this.#change({ blocks: [...this.outline.blocks, { kind, text: '' }] })
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
