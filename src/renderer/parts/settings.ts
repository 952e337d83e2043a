import type { Knob } from '../../shared/knobs.ts'
import { factsOf, mnistId } from '../../shared/dataset.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { valueAt } from '../state/path.ts'
import { nameOf } from './class-name.ts'
import { allFields, type Field } from './training-fields.ts'

export interface Setting {
	title: string
	value: string
	/** Whether it differs from what it is when nobody says anything. */
	changed: boolean
}

/** Every setting of a recipe but its layers, in words; read from the same list as the form, in the same order. */
export function settingsOf(recipe: Recipe): Setting[] {
	return [...dataSettings(recipe), ...allFields.map(settingOf)]

	function settingOf(field: Field): Setting {
		if (field.kind === 'knob') {
			// what a recipe leaves out is as if nobody had said anything
			const value = valueAt(recipe, field.knob.path) ?? field.knob.fallback
			return { title: field.knob.title, value: write(field.knob, value), changed: value !== field.knob.fallback }
		}
		const { name, title, members } = field.union
		const kind = valueAt(recipe, [name, 'kind'])
		const member = members.find((one) => one.kind === kind)
		const own = member?.knobs.map((knob) => `${knob.title} ${write(knob, valueAt(recipe, [name, ...knob.path]))}`)
		return { title, value: [member?.title ?? '', ...(own ?? [])].join(', '), changed: member !== members[0] }
	}
}

/** The data set and its classes, which are chosen by name. */
function dataSettings({ data }: Recipe): Setting[] {
	const { name, classes } = factsOf(data)
	const taken = data.classes?.map((label) => nameOf(classes, label)).join(', ')
	return [
		{ title: 'Data set', value: name, changed: data.set !== mnistId },
		{ title: 'Classes', value: taken ?? `all ${classes.length}`, changed: taken !== undefined }
	]
}

/** A value as a person reads it: "categorical cross-entropy", "on", "all", "1e-7" */
export function write({ control }: Knob, value: unknown): string {
	switch (control.kind) {
		case 'choice':
			return control.options.find((option) => option.value === value)?.label ?? ''
		case 'switch':
			return value === true ? 'on' : 'off'
		case 'integer':
		case 'number':
			return typeof value === 'number' ? JSON.stringify(value) : control.optional ? 'all' : '–'
	}
}
