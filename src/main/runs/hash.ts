import { createHash } from 'node:crypto'
import { canonical } from '../../shared/likeness.ts'

/** sha256 of the canonical JSON, in hex: two recipes with one hash describe the same run. */
export const hashOf = (value: unknown) => createHash('sha256').update(canonical(value)).digest('hex')
