import type { ContractRouterClient } from '@orpc/contract'
import type { Command } from 'commander'
import type { LabBytes } from '../../../shared/bytes.ts'
import type { labContract } from '../../../shared/lab.ts'

export type LabCalls = ContractRouterClient<typeof labContract>

/** What a command does with the lab; answers the exit code. */
export type LabWork = (calls: LabCalls, bytes: LabBytes) => Promise<number>

/** What a file of commands adds them to. */
export interface CommandFrame {
	program: Command
	terminal: Terminal
	/** Opens the lab for one command and closes it whatever happens. */
	withLab: (work: LabWork) => Promise<void>
}

/** One thing `doctor` looked at: what it found, and what to do about it. */
export interface Finding {
	what: string
	state: 'good' | 'odd' | 'missing'
	found: string
	mend: string | null
}

/** What the terminal's commands are given by the program that runs them. */
export interface Terminal {
	/** Opens the lab in `home` (or the usual place), for one command. */
	open(home: string | undefined): { calls: LabCalls; bytes: LabBytes; close(): Promise<void> }
	serve(home: string | undefined, options: { port: number; open: boolean }): Promise<void>
	examine(home: string | undefined): Promise<Finding[]>
	/** Puts a backup in the place of the history in `home`, which must be closed. */
	recover(home: string | undefined, file: string): { runs: number; kept: string | null }
	readFile(path: string): string
	/** A file of any kind; rejects with the system's error. */
	readBytes(path: string): Promise<Uint8Array>
	exists(path: string): boolean
	/** Writes a file, whole or not at all, in a folder that is made if it is missing; answers its bytes. Rejects with the system's error. */
	writeFile(path: string, body: Uint8Array | ReadableStream<Uint8Array>): Promise<number>
	/** How many characters fit on a line of stdout; unknown where nobody watches. */
	width?: number | undefined
	/** One line of an answer, on stdout. */
	write(line: string): void
	/** Words beside the answer, on stderr. */
	say(line: string): void
	/** A line on stderr that the next one replaces; does nothing when nobody watches. */
	show(line: string): void
	/** Calls back on the first Ctrl-C from now on; the answer ends that. */
	onInterrupt(callback: () => void): () => void
}
