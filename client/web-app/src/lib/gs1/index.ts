/** Reads GS1 codes on the phone: the twin of libs/gs1, held to the same vectors and to its answers. */
export { checkDigit, verifyCheckDigit } from './check.ts';
export { readDate, type DateValue } from './dates.ts';
export { Fault, type ErrorCode, type Reason } from './fault.ts';
export { parseGtin, type Gtin } from './gtin.ts';
export type { Options, Warning } from './options.ts';
export type { Element } from './pairing.ts';
export { parseCode, type Code, type Refused } from './parse.ts';
export { canonical, elementString, hri } from './write.ts';
