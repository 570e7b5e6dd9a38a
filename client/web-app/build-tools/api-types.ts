import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { readFileSync } from 'node:fs';

/** A service's shapes, from the document that it publishes; a test there holds it to the code. */
export async function apiTypes(service: string): Promise<string> {
	const path = `services/${service}/openapi.json`;
	const text = readFileSync(`../../${path}`, 'utf8').replaceAll('#/components/schemas/', '#/$defs/');
	const { components } = JSON.parse(text, plainReference) as { components: { schemas: Record<string, JSONSchema> } };
	const schema: JSONSchema = { title: 'Api', type: 'object', properties: {}, $defs: components.schemas };
	return compile(schema, 'Api', {
		additionalProperties: false,
		// Twenty of something is a list, not twenty kinds of it.
		ignoreMinAndMaxItems: true,
		bannerComment: `// Generated from ${path} by \`npm run generate\`.`,
		style: { singleQuote: true, useTabs: true, printWidth: 120, trailingComma: 'none' },
		unreachableDefinitions: true
	});
}

/** A description beside a reference would make a type of its own. */
function plainReference(_: string, value: unknown): unknown {
	return typeof value === 'object' && value !== null && '$ref' in value ? { $ref: value.$ref } : value;
}
