import { getContext, setContext } from 'svelte';

const BRAND = Symbol('brand');

/** The name of the brand that the person acts for. */
export const setBrand = (name: () => string) => setContext(BRAND, name);
export const brandName = (): (() => string) => getContext<() => string>(BRAND);
