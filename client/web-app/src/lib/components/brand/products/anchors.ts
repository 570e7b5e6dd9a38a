/** Where on the editor's page a pointer is put right. */
const PLACES: readonly [string, string][] = [
	['/label/ingredients', 'ingredients'],
	['/label/allergens', 'allergens'],
	['/label/nutrition', 'nutrition'],
	['/label/diets', 'diets'],
	['/journey', 'journey']
];

export function anchorOf(pointer: string): string {
	return PLACES.find(([path]) => pointer.startsWith(path))?.[1] ?? 'identity';
}
