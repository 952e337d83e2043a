import type { Drawing } from '../figures/drawing.ts'
import type { Analysis, ImageMap, Shown } from './analysis.ts'
import { hardChapter } from './what-is-hard.ts'
import { isChapter } from './what-it-is.ts'
import { looksChapter } from './what-it-looks-like.ts'
import { measuresChapter } from './how-it-is-written.ts'
import { preparedChapter } from './prepared.ts'

/** What a person reads about a data set, chapter by chapter: the page and the report show the same. */
export interface Chapter {
	id: string
	title: string
	sections: Section[]
}

export interface Section {
	id: string
	/** A question, or what is shown. */
	title: string
	/** What the numbers say, in sentences that come from them. */
	says: string[]
	figure: Figure | null
	/** The numbers behind the picture. */
	table: Table | null
}

export interface Table {
	/** What is `whole`, a version say, is not broken over lines. */
	columns: { title: string; right?: boolean; whole?: boolean }[]
	rows: string[][]
}

export type Figure =
	| { kind: 'drawing'; label: string; draw: (width: number) => Drawing }
	/** Images of the data set. */
	| { kind: 'tiles'; rows: { title: string | null; tiles: Tile[] }[] }
	/** Images that are computed. */
	| { kind: 'planes'; height: number; width: number; rows: { title: string | null; planes: Plane[] }[] }

export interface Tile extends Shown {
	/** Below the image. */
	caption: string
}

export interface Plane {
	caption: string
	/** Row by row, from 0 (nothing) to `most`. */
	values: readonly number[]
	most: number
}

/** `name` is what the data set is called; `map` the one that was drawn when somebody asked for it. */
export const chaptersOf = (name: string, analysis: Analysis, map: ImageMap | null): Chapter[] => [
	isChapter(name, analysis),
	looksChapter(analysis),
	measuresChapter(analysis),
	hardChapter(analysis, map),
	preparedChapter(analysis)
]
