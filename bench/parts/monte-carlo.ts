/** How far chance takes a counted share that is near 5 % or 95 %: its standard error, in words. */
export const monteCarlo = (draws: number) =>
	`standard error of a share near 5 % or 95 %: ${(100 * Math.sqrt((0.05 * 0.95) / draws)).toFixed(2)} points`
