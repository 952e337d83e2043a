import { addresses, largestImport, tooLarge, type Imported } from '../../shared/bytes.ts'
import { bytes } from '../../shared/format.ts'
import { sentenceIn } from './bytes.ts'

type ImportedRun = Imported & { kind: 'run' }

/** A file that a person brings to the lab, on its way in. */
export class Arrival {
	/** What is being taken in: "mlp-64-run-12.digitlab, 455 KiB". */
	underway = $state<string | null>(null)
	/** Why the last one was not taken. */
	problem = $state<string | null>(null)
	/** The last one, when it was a run that had only been away. */
	restored = $state.raw<ImportedRun | null>(null)
	/** A recipe that has just been brought alone, to be verified: whoever shows it begins. */
	#begins: number | null = null

	/** Takes in one after another; what is wrong with one is told beside what is wrong with the others. */
	async takeAll(files: readonly File[]): Promise<Imported[]> {
		const taken: Imported[] = []
		const problems: string[] = []
		for (const file of files) {
			const imported = await this.take(file)
			if (imported) taken.push(imported)
			else if (this.problem !== null) problems.push(files.length > 1 ? `${file.name}: ${this.problem}` : this.problem)
		}
		this.problem = problems.join(' ') || null
		return taken
	}

	/** Whether the recipe is to be trained now; true once. */
	begins(recipe: number): boolean {
		const now = this.#begins === recipe
		this.onlyShown()
		return now
	}

	/** Whoever comes to a recipe later looks at it first. */
	onlyShown(): void {
		this.#begins = null
	}

	/** Sends it to the lab, which answers when the run is kept; null when it is not. One at a time. */
	async take(file: File): Promise<Imported | null> {
		if (this.underway !== null) return null
		this.problem = null
		this.restored = null
		if (file.size > largestImport) {
			this.problem = tooLarge
			return null
		}
		this.underway = `${file.name}, ${bytes(file.size)}`
		try {
			const response = await fetch(addresses.import, { method: 'POST', body: file })
			if (!response.ok) {
				this.problem = await sentenceIn(response)
				return null
			}
			const imported = (await response.json()) as Imported
			if (imported.kind === 'recipe') this.#begins = imported.recipe
			else if (imported.restored) this.restored = imported
			return imported
		} catch (error) {
			// the file may have gone since it was chosen, or the lab has
			console.info('The file did not arrive.', error)
			this.problem = `${file.name} did not reach the lab. See that the file is still there and the lab still open, and try again.`
			return null
		} finally {
			this.underway = null
		}
	}
}
