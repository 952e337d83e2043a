import type { Analyst } from '../data/analyst-thread.ts'
import type { RunStore } from '../store/runs.ts'
import { calibrations } from './calibration.ts'
import { comparisons } from './compare.ts'
import type { World } from './world.ts'

/** What is worked out of finished runs when somebody asks. */
export const judgements = (world: World, store: RunStore, analyst: Analyst) => ({
	calibration: calibrations(world, store),
	compare: comparisons(world, store, analyst)
})
