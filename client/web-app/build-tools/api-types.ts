import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { readFileSync } from 'node:fs';

const DOCUMENT = '../../services/passport-service/openapi.json';

/** The API's shapes, from the document that passport-service publishes; a test there holds it to the code. */
export async function apiTypes(): Promise<string> {
	const text = readFileSync(DOCUMENT, 'utf8').replaceAll('#/components/schemas/', '#/$defs/');
	const { components } = JSON.parse(text, plainReference) as { components: { schemas: Record<string, JSONSchema> } };
	const schema: JSONSchema = { title: 'Api', type: 'object', properties: {}, $defs: components.schemas };
	return compile(schema, 'Api', {
		additionalProperties: false,
		bannerComment: '// Generated from services/passport-service/openapi.json by `npm run generate`.',
		style: { singleQuote: true, useTabs: true, printWidth: 120, trailingComma: 'none' },
		unreachableDefinitions: true
	});
}

/** A description beside a reference would make a type of its own. */
function plainReference(_: string, value: unknown): unknown {
	return typeof value === 'object' && value !== null && '$ref' in value ? { $ref: value.$ref } : value;
}
