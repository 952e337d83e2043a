import type { RunRow } from './runs.ts'
import { wilson } from './wilson.ts'

/** Wilson's 95 % interval of a run's test accuracy, in per cent: "96.9–97.5"; empty before the test. */
export function sayTestInterval({ testAccuracy, testCount }: RunRow): string {
	if (testAccuracy === null || !testCount) return ''
	const { low, high } = wilson(Math.round(testAccuracy * testCount), testCount)
	return [low, high].map((share) => (share * 100).toFixed(1)).join('–')
}
