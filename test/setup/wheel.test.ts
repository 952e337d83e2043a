import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unpackWheel, wheelFor } from '../../scripts/setup/tensorflow/wheel.mjs'
import { emptyFolder, silent } from './folder.ts'

const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : undefined
const makeWheel = `
import base64, hashlib, sys, zipfile
members = {'tensorflow/lib.so': b'library', 'tensorflow/include/xla/a.h': b'header', 'tensorflow/big.so': b'not wanted'}
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    record = ''
    for name, content in members.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b'=').decode()
        record += f'{name},sha256={digest},{len(content)}\\n'
        wheel.writestr(name, b'LIBRARY' if name == 'tensorflow/lib.so' and 'tampered' in sys.argv else content)
    if 'unrecorded' in sys.argv:
        record = record.replace('tensorflow/lib.so', 'tensorflow/other.so')
    wheel.writestr('tensorflow-1.dist-info/RECORD', record)
`

function fakeWheel(...how: string[]): { file: string; folder: string } {
	const place = emptyFolder()
	const file = join(place, 'tensorflow-1-py3-none-any.whl')
	execFileSync(python ?? '', ['-c', makeWheel, file, ...how])
	return { file, folder: join(place, 'unpacked') }
}

test.runIf(python)('of a wheel only the libraries and the headers are unpacked', async () => {
	const { file, folder } = fakeWheel()
	await unpackWheel('python3', file, folder, ['lib.so'], silent)
	expect(readFileSync(join(folder, 'tensorflow', 'lib.so'), 'utf8')).toBe('library')
	expect(readFileSync(join(folder, 'tensorflow', 'include', 'xla', 'a.h'), 'utf8')).toBe('header')
	expect(readdirSync(join(folder, 'tensorflow')).sort()).toEqual(['include', 'lib.so'])
})

test.runIf(python).each(['tampered', 'unrecorded'])(
	'a wheel with a member that is %s is refused and leaves nothing behind',
	async (how) => {
		const { file, folder } = fakeWheel(how)
		await expect(unpackWheel('python3', file, folder, ['lib.so'], silent)).rejects.toThrow(
			'tensorflow/lib.so is not what the wheel says it is'
		)
		expect(existsSync(folder)).toBe(false)
	}
)

test.runIf(python)('a wheel that lacks a library is refused by name', async () => {
	const { file, folder } = fakeWheel()
	await expect(unpackWheel('python3', file, folder, ['absent.so'], silent)).rejects.toThrow(
		'lacks tensorflow/absent.so'
	)
})

test('machines for which no wheel can be compiled against have none', () => {
	expect(wheelFor('linux-x64')?.project).toBe('tensorflow-cpu')
	expect(wheelFor('linux-arm64')?.project).toBe('tensorflow')
	expect(wheelFor('win32-x64')).toBeUndefined()
})
