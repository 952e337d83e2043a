import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabBytes } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import { streamOf } from '../exchange/stream.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import { isDiskFull } from '../store/disk-problem.ts'
import { readOnlyNotice } from '../store/read-only.ts'
import type { World } from './world.ts'

/** Copies the database beside itself and hands the copy out, which is gone when it has been read or nobody wants it any more. */
export function backups(world: World, checkpoints: Checkpoints): LabBytes['backup'] {
	let number = 0
	return async () => {
		const notice = readOnlyNotice(world.home)
		if (notice) throw new LabProblem('NOT_NOW', notice)
		const file = join(world.home, `lab-${process.pid}-${++number}.part`)
		const letGo = () => rm(file, { force: true })
		try {
			await checkpoints.copy(file)
		} catch (error) {
			await letGo()
			throw isDiskFull(error, world.home)
				? new LabProblem(
						'NOT_NOW',
						`The disk that holds ${world.home} has no room for a copy of the history. Make room and try again.`
					)
				: error
		}
		async function* pieces() {
			try {
				for await (const piece of createReadStream(file)) yield piece as Uint8Array<ArrayBuffer>
			} finally {
				await letGo()
			}
		}
		const day = world.now().slice(0, 10)
		return {
			name: `digit-lab-${day}.sqlite`,
			type: 'application/vnd.sqlite3',
			body: streamOf(pieces(), world.fault)
		}
	}
}
