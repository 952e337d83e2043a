import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { runFilesIn } from '../../../src/main/shells/opened.ts'

const folder = resolve('/home/ada')

test('files on a command line are found by path, from the folder it was given in, and by address', () => {
	const run = join(folder, 'my run.digitlab')
	expect(runFilesIn(['my run.digitlab', run, pathToFileURL(run).href], '/home/ada')).toEqual([run, run, run])
	expect(runFilesIn(['--flag.digitlab', 'photo.png', 'a.digitrecipe'], folder)).toEqual([join(folder, 'a.digitrecipe')])
})

test('an address that names no file here is no reason to fall over', () => {
	expect(runFilesIn(['file://elsewhere/%00run.digitlab'], folder)).toHaveLength(1)
})
