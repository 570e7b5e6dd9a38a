/** Tells how wide an element is, now and later; the answer ends it. */
export function watchWidth(element: HTMLElement | undefined, tell: (width: number) => void): () => void {
	if (element === undefined) return () => undefined;
	const observer = new ResizeObserver(() => tell(element.clientWidth));
	observer.observe(element);
	tell(element.clientWidth);
	return () => observer.disconnect();
}
