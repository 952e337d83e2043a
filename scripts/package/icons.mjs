import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** macOS's names for PNG pictures by their side (Apple's icns container, as Icon Composer writes it). */
const icnsTypes = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }
const icoSides = [16, 32, 48, 256]
const linuxSides = [16, 32, 48, 64, 128, 256, 512]

/**
 * Draws the icon in the sizes and containers each system asks for, from the one drawing the page shows too.
 * @param {import('../setup/place.mjs').Place} place @param {string} folder gets icon.ico, icon.icns and icons/
 */
export async function drawIcons({ root, modules }, folder) {
	const { default: sharp } = await import(pathToFileURL(join(modules, 'sharp', 'dist', 'index.mjs')).href)
	const drawing = join(root, 'resources', 'icon.svg')
	/** @param {number} side @returns {Promise<Buffer>} */
	const png = (side) =>
		sharp(drawing, { density: (72 * side) / 32 })
			.resize(side, side)
			.png()
			.toBuffer()
	const draw = async (/** @type {number[]} */ sides) =>
		Promise.all(sides.map(async (side) => ({ side, bytes: await png(side) })))
	// Linux takes a folder of them, each called by its size
	mkdirSync(join(folder, 'icons'), { recursive: true })
	for (const { side, bytes } of await draw(linuxSides))
		writeFileSync(join(folder, 'icons', `${side}x${side}.png`), bytes)
	writeFileSync(join(folder, 'icon.ico'), ico(await draw(icoSides)))
	const types = Object.entries(icnsTypes)
	const drawn = await draw(Object.values(icnsTypes))
	writeFileSync(join(folder, 'icon.icns'), icns(drawn.map(({ bytes }, at) => ({ type: types[at]?.[0] ?? '', bytes }))))
}

/** A Windows icon whose pictures are PNG files. @param {{ side: number, bytes: Buffer }[]} pictures */
export function ico(pictures) {
	const head = Buffer.alloc(6 + 16 * pictures.length)
	head.writeUInt16LE(1, 2)
	head.writeUInt16LE(pictures.length, 4)
	let at = head.length
	pictures.forEach(({ side, bytes }, number) => {
		const entry = 6 + 16 * number
		// a side of 256 is written as 0
		head.writeUInt8(side % 256, entry)
		head.writeUInt8(side % 256, entry + 1)
		head.writeUInt16LE(1, entry + 4)
		head.writeUInt16LE(32, entry + 6)
		head.writeUInt32LE(bytes.length, entry + 8)
		head.writeUInt32LE(at, entry + 12)
		at += bytes.length
	})
	return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)])
}

/** A macOS icon. @param {{ type: string, bytes: Buffer }[]} pictures */
export function icns(pictures) {
	const block = (/** @type {string} */ type, /** @type {Buffer} */ body) => {
		const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
		head.writeUInt32BE(8 + body.length, 4)
		return Buffer.concat([head, body])
	}
	return block('icns', Buffer.concat(pictures.map(({ type, bytes }) => block(type, bytes))))
}
