/** The browser is sure that there is no connection: nothing has to be sent to find out. It is never sure of the contrary. */
export function isOffline(): boolean {
	return typeof navigator !== 'undefined' && navigator.onLine === false;
}
