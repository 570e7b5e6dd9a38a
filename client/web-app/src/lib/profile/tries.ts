/** Waiting between questions, so that tests need not. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const pause: Pause = (milliseconds, signal) =>
	new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const timer = setTimeout(resolve, milliseconds);
		signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
	});

/** Whether asking again may help: nobody answered, or the server was busy. */
export function isPassing(status: number): boolean {
	return status === 0 || status === 429 || status >= 500;
}
