/** What a typed text means: a number, null for an optional field left empty, else the text itself, to be refused. */
export function readNumber(text: string, optional: boolean): unknown {
	const bare = text.trim()
	if (bare === '') return optional ? null : ''
	// the lab writes 60,000 itself, so it takes it back
	const plain = /^[1-9]\d{0,2}(,\d{3})+$/.test(bare) ? bare.replaceAll(',', '') : bare
	const value = Number(plain)
	return Number.isFinite(value) && /^[-+.\d]/.test(plain) && !/^[-+]?0[xob]/i.test(plain) ? value : text
}

/** What a field shows for a value: 60000 → "60000", null → "", and what could not be read as it was typed. */
export const writeNumber = (value: unknown) =>
	typeof value === 'number' || typeof value === 'string' ? String(value) : ''
