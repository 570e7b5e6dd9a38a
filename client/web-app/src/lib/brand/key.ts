/** Whether `?` opens the definitions: a key alone may get in the way of who speaks to their computer (WCAG 2.1.4). */

const STORED = 'packytrace-brand-key';

// Storage may be refused; then the key works, and the choice lasts for this page.
export function keyIsOn(): boolean {
	try {
		return localStorage.getItem(STORED) !== 'off';
	} catch {
		return true;
	}
}

export function keepKey(on: boolean): void {
	try {
		if (on) localStorage.removeItem(STORED);
		else localStorage.setItem(STORED, 'off');
	} catch {
		return;
	}
}
