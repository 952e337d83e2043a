import type { DataPreview, ImportSettings } from '../../../shared/importing.ts'

/** What the thread that reads a data set is started with. */
export interface ImporterJob {
	/** The folder of what was brought, and an empty one for what is made of it. */
	from: string
	to: string
	settings: ImportSettings
}

/** What it says, the last of them once. */
export type ImporterNews =
	| { kind: 'progress'; share: number; doing: string; images: number }
	| { kind: 'read'; preview: DataPreview; examples: Uint8Array<ArrayBuffer> }
	/** `code` is null when it is a fault rather than a person's problem. */
	| { kind: 'refused'; code: 'BAD_DATA' | 'HOME_UNUSABLE' | null; sentence: string }
