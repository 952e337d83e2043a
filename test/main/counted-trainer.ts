import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import type { TrainerSetup } from '../../src/main/train/messages.ts'

// the real training thread, which leaves a letter beside its scratch folder whenever one is started
appendFileSync(join((workerData as TrainerSetup).scratch, '..', 'started'), 'x')
await import('../../src/main/trainer.ts')
