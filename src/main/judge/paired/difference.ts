import type { PairedCounts, PairedDifference } from '../../../shared/comparing.ts'
import { mcnemar, netNeeded } from './mcnemar.ts'
import { tango } from './tango.ts'

/** What the images that two runs were judged by show of their difference: second less first. */
export function pairedDifference(counts: PairedCounts): PairedDifference {
	const { both, onlyFirst, onlySecond, neither } = counts
	const images = both + onlyFirst + onlySecond + neither
	return {
		...counts,
		difference: images === 0 ? 0 : (onlySecond - onlyFirst) / images,
		interval: tango(onlyFirst, onlySecond, images),
		...mcnemar(onlyFirst, onlySecond),
		netNeeded: netNeeded(onlyFirst + onlySecond)
	}
}
