import type { StoredWeights } from '../store/results.ts'
import type { Weight } from '../train/initial.ts'
import { unpack } from '../train/packed.ts'

/** Weights as a network takes them. */
export const unpackWeights = (stored: StoredWeights): Weight[] => unpack(stored)
