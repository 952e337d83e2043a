import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { examine } from '../../src/main/doctor.ts'
import {
	examineMemory,
	examineNode,
	examinePage,
	examinePictures,
	examineProcessor,
	examineScratch,
	examineScreen
} from '../../src/main/doctor/machine.ts'
import type { Finding } from '../../src/main/shells/terminal/door.ts'
import { worldHere } from '../../src/main/world.ts'

const cpu = { cpu: 'a processor', threads: 4, oneDnn: true }
const folder = () => {
	const made = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rmSync(made, { recursive: true }))
	return made
}
const broken = () => {
	throw new Error('\nCould not load the module\nmore')
}

test.each<[string, () => Finding, Finding['state'], RegExp | null]>([
	['Node 24', () => examineNode({ node: '24.1.0', platform: 'linux x64' }), 'good', null],
	['an older Node', () => examineNode({ node: '22.12.0', platform: 'linux x64' }), 'odd', /npm run lab/],
	['all threads', () => examineProcessor(cpu, 4), 'good', null],
	['fewer threads than there are', () => examineProcessor(cpu, 8), 'odd', /TF_NUM_INTRAOP_THREADS/],
	['more threads than there are', () => examineProcessor(cpu, 2), 'odd', /TF_NUM_INTRAOP_THREADS/],
	['no oneDNN', () => examineProcessor({ ...cpu, oneDnn: false }, 4), 'odd', /TF_ENABLE_ONEDNN_OPTS/],
	['little memory', () => examineMemory(2 ** 29), 'odd', /close other programs/],
	['memory enough', () => examineMemory(2 ** 32), 'good', null],
	['a scratch folder', () => examineScratch(folder()), 'good', null],
	['no scratch folder', () => examineScratch('/nowhere/at/all'), 'missing', /TMPDIR/],
	['a decoder', () => examinePictures(() => '8.18'), 'good', null],
	['no decoder', () => examinePictures(broken), 'missing', /npm run setup -- --again/],
	['no page', () => examinePage(folder()), 'missing', /npm run build/],
	['no screen', () => examineScreen('linux x64', null, 1000), 'odd', /lab -- serve/],
	['root', () => examineScreen('linux x64', ':0', 0), 'odd', /another user/],
	['a screen', () => examineScreen('linux x64', ':0', 1000), 'good', null],
	['a Mac', () => examineScreen('darwin arm64', null, 501), 'good', null]
])('%s is told, with what to do about it', (_, look, state, mend) => {
	const finding = look()
	expect(finding.state).toBe(state)
	if (mend === null) expect(finding.mend).toBeNull()
	else expect(finding.mend).toMatch(mend)
})

test('says why a home cannot be used, and looks at everything else all the same', async () => {
	const file = join(folder(), 'file')
	writeFileSync(file, '')
	const findings = await examine(worldHere({ home: file }), null)
	const by = new Map(findings.map((finding) => [finding.what, finding]))
	expect(by.get('Home')).toMatchObject({ state: 'missing', found: file, mend: expect.stringContaining(file) as string })
	expect(by.get('Pictures')).toMatchObject({ state: 'good', found: expect.stringMatching(/^libvips \d/) as string })
	expect([...by.keys()]).toEqual(
		expect.arrayContaining(['Node', 'Processor', 'Memory', 'Page', 'Electron', 'Screen', 'Temporary files', 'Disk'])
	)
	// whatever is not good comes with what to do
	expect(findings.filter(({ state, mend }) => (state === 'good') !== (mend === null))).toEqual([])
})
