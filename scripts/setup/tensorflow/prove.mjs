// Run by the project's Node in a process of its own: a library that does not fit this machine may take its process along.
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const require = createRequire(resolve(process.argv[2] ?? '.', 'package.json'))
const util = require('node:util')
// tfjs-node still calls both; Node 23 removed them
util.isNullOrUndefined ??= (/** @type {unknown} */ value) => value === null || value === undefined
util.isArray ??= Array.isArray

const tf = require('@tensorflow/tfjs-node')
const product = tf.matMul([[1, 2]], [[3], [4]]).arraySync()
if (product[0][0] !== 11) throw new Error(`1·3 + 2·4 came out as ${product[0][0]}`)
console.log(JSON.stringify({ version: tf.backend().binding.TF_Version }))
