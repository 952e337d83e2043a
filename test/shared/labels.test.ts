import { expect, test } from 'vitest'
import { labelOf } from '../../src/shared/labels.ts'

test.each([
	['7/scan.png', '7', 'folder'],
	['set/7/12.png', '7', 'folder'],
	['set\\7\\scan.png', '7', 'folder'],
	['7.png', '7', 'name'],
	['photos/7.jpeg', '7', 'name'],
	['7_03.png', '7', 'name'],
	['7-03.png', '7', 'name'],
	['7 again.png', '7', 'name'],
	['0171-4.jpg', '0171', 'name'],
	['2041-1.jpg', '2041', 'name'],
	['7/20240131_094512.jpg', '7', 'folder'],
	['12/7.png', '7', 'name']
])('%s says %s by its %s', (path, text, from) => expect(labelOf(path)).toEqual({ text, from }))

test.each([
	'0012.png',
	'scan-7.png',
	'seven.png',
	'IMG_2041.jpg',
	'20240131_094512.jpg',
	'2024-01-31 at 9.45.png',
	'12/scan.png',
	'7',
	'7a.png',
	'',
	`${'7'.repeat(61)}-a.png`
])('%s says nothing', (path) => expect(labelOf(path)).toBeNull())
