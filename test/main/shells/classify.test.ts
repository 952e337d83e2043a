import { expect, test } from 'vitest'
import { scoreText } from '../../../src/main/shells/terminal/score.ts'
import { runOn } from '../lab-terminal.ts'
import { open, slp, trained } from '../real-lab.ts'

test('what cannot be asked of classify is refused in a sentence before anything is read', async () => {
	const lab = open()
	await trained(lab, slp({ epochs: 1 }))
	for (const [words, sentence] of [
		['--threshold 9', '--threshold takes a number from 0.2 to 1.8; it is "9".'],
		['--threshold x', 'it is "x".'],
		['--ink red', '--ink takes one of auto, dark, light; it is "red".'],
		['--ensemble', '--ensemble needs the runs it is made of'],
		['--run 99', 'There is no run 99'],
		['--run one', '"one" is no run\'s number'],
		['--run 1 --ensemble', 'two runs or more']
	] as const) {
		const { code, out, err } = await runOn(lab, 'classify', 'x.png', ...words.split(' '))
		expect({ code, out }, words).toEqual({ code: 1, out: [] })
		expect(err.join('\n'), words).toContain(sentence)
	}
	expect((await runOn(lab, 'pictures')).out).toEqual(['No picture yet. "lab classify seven.png" reads one.'])
	expect((await runOn(lab, 'pictures', 'remove', '7')).err).toEqual([
		'There is no picture 7; it may have been deleted. The list of pictures has those there are.'
	])
	expect((await runOn(lab, 'pictures', 'remove', 'seven')).err[0]).toContain('no picture')
})

test('the score counts whole pictures, and compares figures where there are as many as the label has', () => {
	const lines = scoreText([
		{ label: '7', text: '7' },
		{ label: '7', text: '1' },
		{ label: '17', text: '17' },
		{ label: '17', text: '7' }
	]).split('\n')
	expect(lines[0]).toBe('Accuracy 50.00 % (2 of 4 pictures with a label, 95 % interval 15.00–85.00 %)')
	expect(lines[1]).toBe('In 1 of them, not as many digits were found as the label has figures.')
	expect(lines.find((line) => line.startsWith('7'))).toBe('7  ·  1  ·  ·  ·  ·  ·  2  ·  ·')
})
