import { Option } from 'commander'
import { readingKnobs, type Knob } from '../../../shared/knobs.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { readingSettings, type ReadingSettings } from '../../../shared/vision.ts'

const nameOf = ({ path }: Knob) => path.join('-')

/** A flag for each of the settings by which a picture is read: `--ink dark`, `--threshold 0.8`, `--no-several`. */
export const readingFlags = (): Option[] => readingKnobs.map(flagOf)

function flagOf(knob: Knob): Option {
	const { control, title, fallback } = knob
	const help = title.toLowerCase()
	switch (control.kind) {
		case 'switch':
			return new Option(`--no-${nameOf(knob)}`, `without: ${help}`)
		case 'choice':
			return new Option(`--${nameOf(knob)} <${control.options.map(({ value }) => value).join('|')}>`, help)
		case 'integer':
		case 'number':
			return new Option(
				`--${nameOf(knob)} <number>`,
				`${help}, ${control.minimum} to ${control.maximum}; else ${String(fallback)}`
			)
	}
}

/** The settings that these flags describe. Throws a LabProblem that says what is possible. */
export function settingsFrom(flags: Record<string, unknown>): ReadingSettings {
	const given = readingKnobs.flatMap((knob) => {
		const value = flags[nameOf(knob)]
		return value === undefined ? [] : [[nameOf(knob), valueFor(knob, value)] as const]
	})
	return readingSettings.parse(Object.fromEntries(given))
}

function valueFor(knob: Knob, value: unknown): unknown {
	const { control } = knob
	const refused = (possible: string) =>
		new LabProblem('BAD_REQUEST', `--${nameOf(knob)} takes ${possible}; it is "${String(value)}".`)
	switch (control.kind) {
		case 'switch':
			return value
		case 'choice': {
			const values = control.options.map((option) => option.value)
			if (!values.includes(String(value))) throw refused(`one of ${values.join(', ')}`)
			return value
		}
		case 'integer':
		case 'number': {
			const number = String(value).trim() === '' ? NaN : Number(value)
			if (!(number >= control.minimum && number <= control.maximum))
				throw refused(`a number from ${control.minimum} to ${control.maximum}`)
			return number
		}
	}
}
