import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { examine } from '../../src/main/doctor.ts'
import {
	examineDatabase,
	examineMemory,
	examineNode,
	examinePage,
	examinePictures,
	examineProcessor,
	examineScratch,
	examineScreen
} from '../../src/main/doctor/machine.ts'
import type { Finding } from '../../src/main/shells/terminal/door.ts'
import { openDatabase, prepare } from '../../src/main/store/database.ts'
import { migrations } from '../../src/main/store/migrations.ts'
import { worldHere } from '../../src/main/world.ts'
import { manyRuns } from './many-runs.ts'

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
	['a database', () => examineDatabase(() => '3.54'), 'good', null],
	['no database', () => examineDatabase(broken), 'missing', /npm run setup -- --again/],
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

test('where the database cannot be loaded it says so, and looks at everything else all the same', async () => {
	const findings = await examine(worldHere({ home: folder() }), null, broken)
	const by = new Map(findings.map((finding) => [finding.what, finding]))
	expect(by.get('Database')).toMatchObject({ state: 'missing', found: 'Could not load the module' })
	expect([...by.keys()]).toEqual(expect.arrayContaining(['Node', 'Memory', 'Pictures', 'Page', 'Disk']))
})

/** Every file of a home, byte for byte, but for SQLite's memory of who reads. */
const everything = (home: string) =>
	readdirSync(home, { recursive: true, encoding: 'utf8' })
		.filter((name) => !name.endsWith('-shm'))
		.sort()
		.map((name) => [name, statSync(join(home, name)).isFile() ? readFileSync(join(home, name), 'latin1') : ''])

test.each([
	['of an older format', (home: string) => older(home)],
	['with a run that was cut off', (home: string) => cutOff(home, 'closed')],
	['with a run that was cut off and a log', (home: string) => cutOff(home, 'killed')]
])('a history %s is only looked at', async (_what, make) => {
	const home = folder()
	make(home)
	const before = everything(home)
	const findings = await examine(worldHere({ home }), null)
	expect(findings.find(({ what }) => what === 'Home')).toMatchObject({ state: 'good', found: `${home}, 3 runs` })
	expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['Database', 'TensorFlow']))
	expect(everything(home)).toEqual(before)
})

function cutOff(home: string, how: 'closed' | 'killed') {
	const there = how === 'killed' ? folder() : home
	manyRuns(there, 5)
	const database = openDatabase(there)
	database.exec("UPDATE runs SET status = 'training', ended = NULL WHERE id = 1")
	// long ago: a start throws them away
	database.exec("UPDATE runs SET removed = '2020-01-01T00:00:00.000Z' WHERE id > 3")
	if (how === 'killed') cpSync(there, home, { recursive: true })
	database.close()
}

function older(home: string) {
	const database = prepare(new Sqlite(join(home, 'lab.sqlite')), migrations.slice(0, 1))
	database.exec("INSERT INTO recipes VALUES (1, 'h', '{}', '', '', '', 1, 1)")
	const insert = database.prepare(
		"INSERT INTO runs (uid, name, recipe, status, created) VALUES (?, '', 1, 'finished', '')"
	)
	for (const uid of ['a', 'b', 'c']) insert.run(uid)
	database.close()
}

test('a history of a newer lab is refused in a sentence, and left as it is', async () => {
	const home = folder()
	older(home)
	const database = new Sqlite(join(home, 'lab.sqlite'))
	database.pragma('user_version = 99')
	database.close()
	const before = everything(home)
	const findings = await examine(worldHere({ home }), null)
	expect(findings.find(({ what }) => what === 'Home')?.mend).toMatch(/written by a newer Digit Lab/)
	expect(everything(home)).toEqual(before)
})
