/** Whether the line about the profile was closed; remembered until the tab is. */
const STORED = 'packytrace-profile-line';

let closed = $state(read());

export function isClosed(): boolean {
	return closed;
}

export function close(): void {
	closed = true;
	try {
		sessionStorage.setItem(STORED, 'closed');
	} catch {
		return; // storage may be refused: then it lasts as long as the page
	}
}

function read(): boolean {
	try {
		return sessionStorage.getItem(STORED) !== null;
	} catch {
		return false;
	}
}
