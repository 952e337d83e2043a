import { bars } from '../figures/bars.ts'
import { count, percent } from '../format.ts'
import type { Analysis, DuplicatePair } from './analysis.ts'
import type { Chapter, Section, Tile } from './chapters.ts'
import { extremes, howMany, listed, sayCompared, sayP, sentence } from './say.ts'

export const isChapter = (name: string, analysis: Analysis): Chapter => ({
	id: 'is',
	title: 'What it is',
	sections: [glance(name, analysis), balance(analysis), faults(analysis), duplicates(analysis)]
})

function glance(name: string, { about, counts }: Analysis): Section {
	const { training, test } = counts
	const { height, width, classNames } = about
	const range = [Math.min(training.least, test.least), Math.max(training.most, test.most)]
	return {
		id: 'glance',
		title: 'At a glance',
		says: [
			`${name} holds ${count(training.images)} images to learn from and ${count(test.images)} to be tested on, each ${height} × ${width} = ${count(height * width)} grey pixels of one byte, of ${classNames.length} classes: ${classNames.length > 30 ? `from ${classNames[0]} to ${classNames.at(-1)}` : listed(classNames)}.`,
			`Together the pixels are ${count(((training.images + test.images) * height * width) / 1e6)} MB; ${percent(test.images / (training.images + test.images), 1)} of the images are kept for the test.`
		],
		figure: null,
		table: {
			columns: [{ title: 'What' }, { title: 'Found' }],
			rows: [
				['Training images', `${count(training.images)} × ${height} × ${width}`],
				['Test images', `${count(test.images)} × ${height} × ${width}`],
				['Type of a pixel', 'whole number of one byte (uint8), 0 is background'],
				['Range', `${range[0]} to ${range[1]}`],
				['Classes', `${classNames.length}: ${classNames.join(', ')}`],
				['Source', about.source],
				['Checksum (SHA-256)', about.sha256],
				...about.files.map((file) => [file.name, file.sha256])
			]
		}
	}
}

function balance({ about, counts, balance: { split, even } }: Analysis): Section {
	const { classNames } = about
	const { training, test } = counts
	const shares = [training, test].map(({ classes, images }) => classes.map((found) => found / Math.max(1, images)))
	const [trained = [], tested = []] = shares
	const { least, most } = extremes(training.classes)
	const ratio = (training.classes[most] ?? 0) / Math.max(1, training.classes[least] ?? 0)
	const differ = split.p < 0.05
	return {
		id: 'balance',
		title: 'Are the classes balanced?',
		says: [
			training.classes[least] === training.classes[most]
				? `Every class has ${count(training.classes[least] ?? 0)} training images.`
				: `Class ${classNames[most]} has the most training images (${count(training.classes[most] ?? 0)}), ${classNames[least]} the fewest (${count(training.classes[least] ?? 0)})${(training.classes[least] ?? 0) > 0 ? `: ${ratio.toFixed(2)} times as many` : ''}. Whoever always answers "${classNames[most]}" is right on ${percent(tested[most] ?? 0, 1)} of the test images.`,
			`Training and test images ${differ ? 'do not have' : 'have'} the classes in the same shares${differ ? '' : ', as far as chance can tell'}: chi-square ${split.statistic.toFixed(2)} with ${split.freedom} degrees of freedom, ${sayP(split.p)}, Cramér’s V ${split.strength.toFixed(3)}.`,
			`That all classes are equally frequent ${even.p < 0.05 ? 'is not so' : 'cannot be ruled out'} (chi-square ${even.statistic.toFixed(1)}, ${sayP(even.p)})${even.p < 0.05 && ratio < 1.5 ? ', but the differences are small enough to let accuracy speak for itself' : ''}.`
		],
		figure: {
			kind: 'drawing',
			label: `Share of each class. ${classNames.map((name, label) => `${name}: ${percent(trained[label] ?? 0, 1)} of training, ${percent(tested[label] ?? 0, 1)} of test`).join('; ')}.`,
			draw: (width) =>
				bars(
					{
						names: classNames,
						title: 'class; left bar training, right bar test',
						series: [
							{ title: 'training', values: trained },
							{ title: 'test', values: tested }
						],
						say: (share) => percent(share, 1)
					},
					width
				)
		},
		table: {
			columns: ['Class', 'Training', 'share', 'Test', 'share'].map((title, place) => ({ title, right: place > 0 })),
			rows: classNames.map((name, label) => [
				name,
				count(training.classes[label] ?? 0),
				percent(trained[label] ?? 0),
				count(test.classes[label] ?? 0),
				percent(tested[label] ?? 0)
			])
		}
	}
}

function faults({ about, counts: { training, test } }: Analysis): Section {
	const blank = training.blank + test.blank
	const missing = about.classNames.filter((_, label) => training.classes[label] === 0)
	return {
		id: 'faults',
		title: 'Is anything missing or invalid?',
		says: [
			'A pixel is a byte, so none can be missing, negative or not a number; the files were read whole, their lengths fit what their headers claim, and every label names a class.',
			blank === 0
				? 'No image is blank: on each, at least one pixel differs from the others.'
				: `${sentence(howMany(blank, 'image'))} ${blank === 1 ? 'is' : 'are'} blank, with all pixels alike (${count(training.blank)} in training, ${count(test.blank)} in test): nothing can be learned from them.`,
			missing.length === 0
				? 'Every class has training images.'
				: `No training image is of ${listed(missing)}: that can never be learned.`
		],
		figure: null,
		table: {
			columns: ['', 'Training', 'Test'].map((title, place) => ({ title, right: place > 0 })),
			rows: [
				['Blank images', count(training.blank), count(test.blank)],
				['Smallest pixel value', String(training.least), String(test.least)],
				['Largest pixel value', String(training.most), String(test.most)]
			]
		}
	}
}

function duplicates(analysis: Analysis): Section {
	const { exact, near, inTraining } = analysis.duplicates
	const { compared, about } = analysis
	const all = ({ training, test, across }: typeof exact) => training + test + across
	const conflicts = exact.conflicting + near.conflicting
	const pairs = [...exact.pairs, ...near.pairs].slice(0, 24)
	return {
		id: 'duplicates',
		title: 'Does anything occur twice?',
		says: [
			all(exact) === 0
				? 'No two images are alike in every pixel.'
				: `${sentence(howMany(all(exact), 'image'))} ${all(exact) === 1 ? 'repeats' : 'repeat'} another in every pixel: ${count(exact.training)} within training, ${count(exact.test)} within test, ${count(exact.across)} test images that are in training as well.`,
			all(near) === 0
				? `Nor are any two as similar as ${near.similarity} (the cosine between them).`
				: `${sentence(howMany(all(near), 'pair'))} ${all(near) === 1 ? 'is' : 'are'} nearly alike, with a cosine of ${near.similarity} or more: ${count(near.training)} within training, ${count(near.test)} within test, ${count(near.across)} between the two${all(near) === near.pairs.length && isOne(near.pairs) ? `, all of class ${about.classNames[near.pairs[0]?.one.label ?? 0]}` : ''}.`,
			inTraining === 0
				? 'So no test image can be answered from memory.'
				: `So at most ${percent(inTraining / Math.max(1, compared.test))} of the test could be answered from memory.`,
			...(conflicts > 0
				? [`${sentence(howMany(conflicts, 'pair'))} carr${conflicts === 1 ? 'ies' : 'y'} two different labels.`]
				: []),
			...sayCompared(analysis)
		],
		figure: pairs.length === 0 ? null : { kind: 'tiles', rows: [{ title: null, tiles: pairs.flatMap(tilesOf) }] },
		table: {
			columns: ['', 'Within training', 'Within test', 'Between', 'Two labels'].map((title, place) => ({
				title,
				right: place > 0
			})),
			rows: [
				['Alike in every pixel', exact],
				[`Cosine ${near.similarity} or more`, near]
			].map(([title, found]) => {
				const { training, test, across, conflicting } = found as typeof exact
				return [title as string, ...[training, test, across, conflicting].map((value) => count(value))]
			})
		}
	}
}

const tilesOf = ({ one, other, similarity }: DuplicatePair): Tile[] => [
	{ ...one, caption: similarity.toFixed(3) },
	{ ...other, caption: 'and' }
]
const isOne = (pairs: readonly DuplicatePair[]) =>
	pairs.length > 1 && pairs.every(({ one, other }) => one.label === other.label && one.label === pairs[0]?.one.label)
