import type { EndedEpoch } from '../../shared/runs.ts'
import type { Database } from './database.ts'

export const insertEpoch = `INSERT INTO epochs (run, epoch, loss, accuracy, val_loss, val_accuracy, learning_rate, seconds)
	VALUES (@run, @epoch, @loss, @accuracy, @valLoss, @valAccuracy, @learningRate, @seconds)`
export const insertPredictions = 'INSERT INTO predictions (run, epoch, bytes) VALUES (?, ?, ?)'

/** Writes down an epoch that has ended: its numbers, what the list says of its run, and its answers where they are kept. */
export function epochAdder(database: Database): (run: number, epoch: EndedEpoch) => void {
	const add = database.prepare(insertEpoch)
	const count = database.prepare(
		`UPDATE runs SET epochs_done = @epoch, seconds = seconds + @seconds,
			peak_memory = max(coalesce(peak_memory, 0), @peakMemory) WHERE id = @run`
	)
	const markBest = database.prepare(
		'UPDATE runs SET best_epoch = @epoch, best_val_loss = @valLoss, best_val_accuracy = @valAccuracy WHERE id = @run'
	)
	const addPredictions = database.prepare(insertPredictions)
	return (run, { point, best, predictions, peakMemory }) => {
		add.run({ run, ...point })
		count.run({ run, epoch: point.epoch, seconds: point.seconds, peakMemory })
		if (best) markBest.run({ run, ...point })
		if (predictions) addPredictions.run(run, point.epoch, predictions)
	}
}
