import { errors } from './errors.ts';

/** The precise kind of an error, as the test vectors name it. */
export type ErrorCode = keyof typeof errors;

/** The broad kind: what a person can do about it. */
export type Reason = (typeof errors)[ErrorCode][0];

/** What is wrong and where: an offset into what was being read. */
export class Fault {
	readonly code: ErrorCode;
	readonly at: number;
	readonly ai: string | undefined;
	/** The check digit that would match the other digits. */
	readonly expected: string | undefined;

	constructor(code: ErrorCode, at: number, ai?: string, expected?: string) {
		this.code = code;
		this.at = at;
		this.ai = ai;
		this.expected = expected;
	}

	/** The same, found in a part that starts at `offset`. */
	shifted(offset: number): Fault {
		return this.moved(this.at + offset);
	}

	moved(at: number): Fault {
		return new Fault(this.code, at, this.ai, this.expected);
	}

	of(ai: string, expected?: string): Fault {
		return new Fault(this.code, this.at, ai, expected ?? this.expected);
	}
}

export function shifted<T>(result: T | Fault, offset: number): T | Fault {
	return result instanceof Fault ? result.shifted(offset) : result;
}
