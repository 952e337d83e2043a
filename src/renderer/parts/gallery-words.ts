import { nameOf } from './class-name.ts'
import { aClass, count, percent, plural } from '../../shared/format.ts'
import { isOver, type RunStatus } from '../../shared/runs.ts'

/** What a network made of one image. */
export interface Answer {
	label: number
	predicted: number
	confidence: number
}

/** "4 taken for 9, 97 % sure, image 1234" */
export const sayAnswer = ({ label, predicted, confidence }: Answer, image: number, names: readonly string[]) =>
	`${nameOf(names, label)} ${label === predicted ? 'recognised' : `taken for ${nameOf(names, predicted)}`}, ${percent(confidence, 0)} sure, image ${image}`

interface Shown {
	show: 'mistakes' | 'all' | 'random'
	label: number | null
	guess: number | null
}

/** "278 mistakes", "8 mistakes: a 4 taken for a 9" */
export function sayShown({ show, label, guess }: Shown, images: number, names: readonly string[]): string {
	const a = (one: number | null) => aClass(nameOf(names, one ?? 0))
	const what =
		show === 'mistakes' ? plural(images, 'mistake') : `${count(images)} ${show === 'random' ? 'random ' : ''}images`
	if (label === null && guess === null) return what
	if (label === null) return `${what} taken for ${a(guess)}`
	if (guess === null) return `${what} of ${a(label)}`
	return `${what}: ${a(label)} taken for ${a(guess)}`
}

export const orderNames = {
	confidence: 'surest first',
	loss: 'highest loss first',
	true: 'by true class',
	as: 'by what it is taken for',
	index: 'by place'
} as const

/** Why there are no answers to the test images, and when there will be. */
export function whyNoTest(status: RunStatus): { title: string; sentence: string } {
	const once = 'The test images are looked at once, when a run has trained all its epochs'
	return isOver(status)
		? { title: 'The test images were not looked at', sentence: `${once}. This run ended before that.` }
		: { title: 'The test images come last', sentence: `${once}; its mistakes appear here as soon as that is done.` }
}

/** Why a run that is over has no accuracy on the test images; null for one that has or may still get one. */
export const whyNeverTested = (status: RunStatus) =>
	isOver(status) && status !== 'finished' ? whyNoTest(status) : null

/** Why there is nothing to see of the validation images, epoch by epoch. */
export function whyNoEpochs(status: RunStatus, share: number): { title: string; sentence: string } {
	const title = 'No answers to validation images'
	if (share === 0)
		return {
			title,
			sentence:
				'This run learned from all its images and kept none aside. Give a recipe a validation share to watch its mistakes come and go.'
		}
	return {
		title,
		sentence: isOver(status)
			? 'What the network answered after each epoch was not kept for this run. Train its recipe again to watch mistakes come and go.'
			: 'What the network answers after each epoch can be seen here when the run is over.'
	}
}
