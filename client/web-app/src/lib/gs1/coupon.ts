import { shortDate } from './calendar.ts';
import { Fault } from './fault.ts';

/** Fields of a North American coupon: the first digit of many says how long they are. */
class Fields {
	read = 0;
	wrong: Fault | undefined;
	readonly #data: string;

	constructor(data: string) {
		this.#data = data;
		const bad = data.search(/[^0-9]/);
		if (bad >= 0) this.wrong = new Fault('non_digit', bad);
	}

	fail(at: number): void {
		this.wrong ??= new Fault('lint_coupon', at);
	}

	take(digits: number): string {
		const taken = this.#data.slice(this.read, this.read + digits);
		if (taken.length < digits) this.fail(this.read);
		else if (!this.wrong) this.read += digits;
		return taken;
	}

	oneOf(allowed: string): void {
		const digit = this.#data.charAt(this.read);
		if (digit === '' || !allowed.includes(digit)) this.fail(this.read);
		else this.take(1);
	}

	/** A length digit, then that many digits and `more`. */
	counted(low: number, high: number, more: number): void {
		const length = this.#data.charCodeAt(this.read) - 48;
		if (!(length >= low && length <= high)) this.fail(this.read);
		else if (!this.wrong) {
			this.read += 1;
			this.take(length + more);
		}
	}

	/** An optional field starts with its number. */
	starts(field: string): boolean {
		const found = !this.wrong && this.#data.charAt(this.read) === field;
		if (found) this.read += 1;
		return found;
	}

	purchase(): void {
		this.counted(1, 5, 0);
		this.oneOf('012349');
		this.take(3);
	}

	furtherPurchase(): void {
		this.purchase();
		if (!this.starts('9')) this.counted(0, 6, 6);
	}

	date(): string {
		const at = this.read;
		const date = this.take(6);
		if (!this.wrong && shortDate(date, 2000, false)) this.fail(at);
		return date;
	}

	end(): Fault | undefined {
		if (this.read < this.#data.length) this.fail(this.read);
		return this.wrong;
	}
}

/** AI 8110. */
export function couponCode(data: string): Fault | undefined {
	const fields = new Fields(data);
	fields.counted(0, 6, 6);
	fields.take(6);
	fields.counted(1, 5, 0);
	fields.purchase();
	if (fields.starts('1')) {
		fields.oneOf('0123');
		fields.furtherPurchase();
	}
	if (fields.starts('2')) fields.furtherPurchase();
	const expiry = fields.starts('3') ? fields.date() : '';
	const at = fields.read;
	if (fields.starts('4') && fields.date() > expiry && expiry !== '') fields.fail(at);
	if (fields.starts('5')) fields.counted(0, 9, 6);
	if (fields.starts('6')) fields.counted(1, 7, 6);
	if (fields.starts('9')) {
		fields.oneOf('01256');
		fields.oneOf('012');
		fields.take(1);
		fields.oneOf('01');
	}
	return fields.end();
}

/** AI 8112. */
export function couponOffer(data: string): Fault | undefined {
	const fields = new Fields(data);
	fields.oneOf('01');
	fields.counted(0, 6, 6);
	fields.take(6);
	fields.counted(0, 9, 6);
	return fields.end();
}
