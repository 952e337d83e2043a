import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder that goes when the test does. */
export function emptyFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'digit-lab-test-'))
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
	return folder
}

/** A step of set-up that says nothing. */
export const silent = { now() {}, note() {}, done() {} }
