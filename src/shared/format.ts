/** Numbers and times as the page writes them. Nothing here knows what the number is of. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** 118282 → "118,282" */
export const count = (value: number) => whole.format(value)

/** 1, "epoch" → "1 epoch"; 50, "epoch" → "50 epochs" */
export const plural = (value: number, word: string) => `${count(value)} ${word}${value === 1 ? '' : 's'}`

/** A share from 0 to 1: .9722 → "97.22 %". Never rounds up to 100 % what is less. */
export function percent(share: number | null, digits = 2): string {
	if (share === null || !Number.isFinite(share)) return '–'
	const text = (share * 100).toFixed(digits)
	if (share < 1 && Number(text) === 100) return `${(100 - 10 ** -digits).toFixed(digits)} %`
	return `${text} %`
}

/** Two shares: .9698 and .9731 → "96.98–97.31 %" */
export const percentRange = (low: number, high: number) => `${percent(low).replace(' %', '')}–${percent(high)}`

/** A loss: .08412 → "0.0841", 12.3 → "12.30", .00000312 → "3.1e-6" */
export function loss(value: number | null): string {
	if (value === null || !Number.isFinite(value)) return '–'
	const size = Math.abs(value)
	if (size !== 0 && size < 0.001) return value.toExponential(1)
	return value.toFixed(size < 10 ? 4 : 2)
}

/** A measured time: .0712 → "0.07 s", 10.62 → "10.6 s", 125 → "2 min 5 s", 7380 → "2 h 3 min" */
export function seconds(value: number): string {
	if (!Number.isFinite(value)) return '–'
	if (value < 0.9995) return `${value.toFixed(value < 0.00995 ? 3 : 2)} s`
	if (value < 59.95) return `${value.toFixed(1)} s`
	return minutes(Math.round(value))
}

/** A time that is only guessed: .4 → "1 s", 10.62 → "11 s", 125 → "2 min 5 s", 1230 → "21 min" */
export function roughly(value: number): string {
	if (!Number.isFinite(value)) return '–'
	const near = Math.max(1, Math.round(value))
	if (near < 60) return `${near} s`
	if (near < 600) return minutes(Math.round(near / 5) * 5)
	if (near < 3570) return `${Math.round(near / 60)} min`
	return minutes(Math.round(near / 300) * 300)
}

function minutes(value: number): string {
	const [whole, rest] = [Math.floor(value / 60), value % 60]
	if (whole < 60) return rest === 0 ? `${whole} min` : `${whole} min ${rest} s`
	const [hours, left] = [Math.floor(whole / 60), whole % 60]
	return left === 0 ? `${hours} h` : `${hours} h ${left} min`
}

/** 473128 → "462 KiB" */
export function bytes(value: number): string {
	if (value < 1024) return `${value} B`
	const kibi = value / 1024
	if (kibi < 1024) return `${kibi < 10 ? kibi.toFixed(1) : kibi.toFixed(0)} KiB`
	return `${(kibi / 1024).toFixed(1)} MiB`
}

// made once: a list formats thousands of moments
const clocks = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** A moment beside `now`: "14:08" on the same day, "22 Nov, 14:08" in the same year, else "22 Nov 2025". */
export function moment(iso: string, now: Date): string {
	const then = new Date(iso)
	if (Number.isNaN(then.getTime())) return '–'
	const clock = clocks.format(then)
	if (then.toDateString() === now.toDateString()) return clock
	const day = days.format(then)
	return then.getFullYear() === now.getFullYear() ? `${day}, ${clock}` : `${day} ${then.getFullYear()}`
}

/** A number of any size to three figures: .42137 → "0.421", -12.3 → "−12.3", .0000312 → "3.12e−5", 0 → "0" */
export function figures(value: number): string {
	if (!Number.isFinite(value)) return '–'
	const size = Math.abs(value)
	const text =
		size !== 0 && (size < 0.001 || size >= 1e6) ? value.toExponential(2) : String(Number(value.toPrecision(3)))
	return text.replaceAll('-', '−').replace('e+', 'e')
}

/** A class as somebody would say it: "a 5", "an 8", "an ankle boot", "a one". */
export const aClass = (name: string): string => `${/^(8|11$|18$|(?!one\b)[aeio])/i.test(name) ? 'an' : 'a'} ${name}`
