import type { PictureRow } from '../../shared/pictures.ts'
import { figuresOf, isWrong, surenessOf, textOf } from './picture-words.ts'

/** What a person looks for among the pictures; null and false ask for nothing. */
export interface PictureFilter {
	/** Every word must be found in name, answer or label; "#12" is picture 12 alone. */
	words: string
	/** Those that came together. */
	batch: string | null
	/** Those with a digit that is less sure than this, in percent. */
	below: number | null
	/** Only those with a warning. */
	doubtful: boolean
	/** Only those read as something else than their label says. */
	wrong: boolean
	unlabelled: boolean
	/** A cell of the confusion matrix: those with such a digit, taken for such a one. */
	label: number | null
	guess: number | null
}

export const everyPicture: PictureFilter = {
	words: '',
	batch: null,
	below: null,
	doubtful: false,
	wrong: false,
	unlabelled: false,
	label: null,
	guess: null
}

export const pictureColumns = ['picture', 'name', 'answer', 'sure', 'label'] as const
export interface PictureOrder {
	column: (typeof pictureColumns)[number]
	falling: boolean
}

/** How a column is sorted when a person first asks for it: the newest and the least sure come first. */
export const firstPictureOrder = (column: PictureOrder['column']): PictureOrder => ({
	column,
	falling: column === 'picture'
})
export const usualPictureOrder = firstPictureOrder('picture')

export function filterPictures(pictures: readonly PictureRow[], filter: PictureFilter): PictureRow[] {
	const { batch, below, doubtful, wrong, unlabelled } = filter
	const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean)
	return pictures.filter(
		(picture) =>
			(batch === null || picture.batch === batch) &&
			(below === null || (surenessOf(picture) ?? 0) < below / 100) &&
			(!doubtful || isDoubtful(picture)) &&
			(!wrong || isWrong(picture)) &&
			(!unlabelled || picture.label === null) &&
			hasCell(picture, filter) &&
			words.every((word) => has(picture, word))
	)
}

/** Whether a person should look at it: a digit with a warning, or none at all. */
export const isDoubtful = ({ digits }: PictureRow): boolean =>
	digits.length === 0 || digits.some(({ doubts }) => doubts.length > 0)

/** Each digit of a labelled picture beside what its label says it is; nothing where their numbers differ. */
export const digitPairs = ({ label, digits }: PictureRow): { label: number; guess: number }[] =>
	label?.text.length !== digits.length
		? []
		: digits.map(({ digit }, at) => ({ label: Number(label.text[at]), guess: digit }))

const hasCell = (picture: PictureRow, { label, guess }: PictureFilter) =>
	(label === null && guess === null) ||
	digitPairs(picture).some(
		(pair) => (label === null || pair.label === label) && (guess === null || pair.guess === guess)
	)

function has(picture: PictureRow, word: string): boolean {
	if (/^#\d+$/.test(word)) return picture.id === Number(word.slice(1))
	return [picture.name, figuresOf(picture), textOf(picture), picture.label?.text ?? ''].some((text) =>
		text.toLowerCase().includes(word)
	)
}

// "2.png" before "10.png"
const alphabet = new Intl.Collator('en', { numeric: true })

/** A copy in that order; those without a value last both ways, equal ones the newest first. */
export function sortPictures(pictures: readonly PictureRow[], { column, falling }: PictureOrder): PictureRow[] {
	const keyed = pictures.map((picture) => ({ picture, key: keyOf(picture, column) }))
	const sign = falling ? -1 : 1
	keyed.sort((a, b) => {
		if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || newestFirst(a, b)
		return sign * compare(a.key, b.key) || newestFirst(a, b)
	})
	return keyed.map(({ picture }) => picture)
}

const newestFirst = (a: { picture: PictureRow }, b: { picture: PictureRow }) => b.picture.id - a.picture.id
const compare = (a: string | number, b: string | number) =>
	typeof a === 'number' && typeof b === 'number' ? a - b : alphabet.compare(String(a), String(b))

function keyOf(picture: PictureRow, column: PictureOrder['column']): string | number | null {
	switch (column) {
		case 'picture':
			return picture.id
		case 'name':
			return picture.name
		case 'answer':
			return figuresOf(picture) || null
		case 'sure':
			return surenessOf(picture)
		case 'label':
			return picture.label?.text ?? null
	}
}
